#pragma once

#include <exception>
#include <new>
#include <string>
#include <utility>

namespace hindcast {

/** The outcome of an operation of the core: success, or a sentence that says what was expected. */
class [[nodiscard]] Status {
 public:
  static Status ok() { return Status(); }
  static Status error(std::string message) {
    Status status;
    status.failed_ = true;
    status.message_ = std::move(message);
    return status;
  }

  bool failed() const { return failed_; }
  const std::string& message() const { return message_; }

 private:
  bool failed_ = false;
  std::string message_;
};

/**
 * Runs `body` (which returns a Status) and turns what the standard library throws into a Status,
 * so that nothing is thrown across the boundary of the core. The message of a failed allocation is
 * short enough to be stored without allocating.
 */
template <class Body>
Status guarded(Body&& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return Status::error("Out of memory");
  } catch (const std::exception&) {
    return Status::error("System error");
  }
}

}  // namespace hindcast
