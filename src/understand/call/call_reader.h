#pragma once
#include <memory>
#include <span>

#include "base/instant.h"
#include "understand/call/call_form.h"
#include "understand/reader.h"

namespace yiwang {

/// Listens to one call (requirement A2, "fill without typing"): lines come one after another, some are corrected afterwards, and after each the whole form can be
/// asked for. The form depends on the lines, the time and the reader alone. One thread at a time. Any text, also empty or broken, gives a form.
class CallReader {
 public:
  /// `now`: when the call runs; what is said about time is meant from there. Both the reader and its city outlive this.
  CallReader(std::shared_ptr<const Reader> reader, Instant now);
  ~CallReader();
  CallReader(CallReader&&) noexcept;
  CallReader& operator=(CallReader&&) noexcept;

  void add(CallLine line);
  /// What was recognised again or better; `place` from 0 and below `size()`.
  void replace(std::size_t place, CallLine line);
  std::size_t size() const;
  /// The form as the call stands. Computed once for each state of the lines.
  const CallForm& form();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The whole call at once.
CallForm read_call(std::shared_ptr<const Reader> reader, Instant now, std::span<const CallLine> lines);

}  // namespace yiwang
