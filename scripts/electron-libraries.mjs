/** What Electron needs of a Linux system beyond its own files, by the names of Debian's packages. */
export const DEBIAN_PACKAGES = 'xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1';
