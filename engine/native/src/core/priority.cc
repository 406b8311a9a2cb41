#include "core/priority.h"

#include <atomic>

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#elif defined(__APPLE__)
#include <pthread/qos.h>
#elif defined(_WIN32)
#include <windows.h>
#endif

namespace hindcast {
namespace {

std::atomic<bool> background{false};

}  // namespace

void setBackground(bool value) { background = value; }
bool inBackground() { return background; }

void lowerPriority() {
#if defined(__linux__)
  // Linux has a nice value for each thread. 10 leaves a tenth of the weight of an ordinary thread.
  constexpr int nice = 10;
  const id_t thread = static_cast<id_t>(syscall(SYS_gettid));
  if (getpriority(PRIO_PROCESS, thread) < nice) (void)setpriority(PRIO_PROCESS, thread, nice);
#elif defined(__APPLE__)
  (void)pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
#elif defined(_WIN32)
  (void)SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
#endif
}

}  // namespace hindcast
