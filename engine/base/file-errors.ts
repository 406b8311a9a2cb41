/** What the system says about a file, as a sentence with a way out. */
import { ExpectedError } from '../protocol/errors.ts';

interface Explanation {
  code: string;
  /** Follows "Could not <doing> <path>: ". */
  reason: string;
  advice: string;
}

const explanations: Record<string, Explanation> = {
  ENOSPC: { code: 'disk-full', reason: 'the disk is full', advice: 'Free some space or choose another disk.' },
  EDQUOT: { code: 'disk-full', reason: 'your disk quota is used up', advice: 'Free some space or choose another disk.' },
  EFBIG: { code: 'file-too-large', reason: 'the file is larger than the disk format allows', advice: 'Choose another disk.' },
  EROFS: { code: 'read-only', reason: 'the disk is read-only', advice: 'Choose another disk.' },
  EACCES: { code: 'no-permission', reason: 'you have no permission for it', advice: 'Change its permissions or choose another place.' },
  EPERM: { code: 'no-permission', reason: 'the system does not allow it', advice: 'Change its permissions or choose another place.' },
  ENOENT: { code: 'not-found', reason: 'it, or the folder it should be in, does not exist', advice: 'Check the path.' },
  EEXIST: { code: 'file-exists', reason: 'a file of that name is in the way', advice: 'Choose another name.' },
  EISDIR: { code: 'is-folder', reason: 'it is a folder', advice: 'Choose a file name inside it.' },
  ENOTDIR: { code: 'not-a-folder', reason: 'a part of the path is a file, not a folder', advice: 'Check the path.' },
  ENAMETOOLONG: { code: 'name-too-long', reason: 'the name is too long', advice: 'Choose a shorter name.' },
  ELOOP: { code: 'link-loop', reason: 'its links point in a circle', advice: 'Check the path.' },
  EIO: { code: 'disk-error', reason: 'the disk reports an error', advice: 'Check the disk and keep a copy elsewhere.' },
  ENXIO: { code: 'disk-error', reason: 'the disk is gone', advice: 'Connect it again.' },
  ENODEV: { code: 'disk-error', reason: 'the disk is gone', advice: 'Connect it again.' },
  EBUSY: { code: 'file-busy', reason: 'another program uses it', advice: 'Close that program and try again.' },
  ETXTBSY: { code: 'file-busy', reason: 'another program uses it', advice: 'Close that program and try again.' },
  EMFILE: { code: 'too-many-files', reason: 'too many files are open', advice: 'Close other programs and try again.' },
  ENFILE: { code: 'too-many-files', reason: 'too many files are open', advice: 'Close other programs and try again.' },
};

export function systemCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/**
 * An error of the file system as ExpectedError: "Could not <doing> <path>: <reason>. <advice>"; `doing` is a verb
 * with its object, such as `save the forecast to`. Any other error comes back as it is.
 */
export function explainFileError(error: unknown, path: string, doing: string): unknown {
  const system = systemCode(error);
  if (system === null) return error;
  const { code, reason, advice } = explanations[system] ?? {
    code: 'file-error',
    reason: `the system reports ${system}`,
    advice: 'Try again or choose another place.',
  };
  return new ExpectedError(code, `Could not ${doing} ${path}: ${reason}. ${advice}`, { path, system });
}
