#pragma once

namespace hindcast {

/**
 * Whether the threads that compute give way to everything else on the machine: a desktop app's window stays fluid while a
 * model trains on all cores. For threads that begin after the call; at first they do not.
 */
void setBackground(bool background);
bool inBackground();

/**
 * Lowers the priority of the calling thread, for good: raising it again is not for ordinary users. So no thread may call
 * this that does other work later. Where the system refuses, the thread stays as it is.
 */
void lowerPriority();

}  // namespace hindcast
