#include "understand/call/call_reader.h"

namespace yiwang {

struct CallReader::Parts {
  std::shared_ptr<const Reader> reader;
  Instant now;
  std::vector<CallLine> lines;
  std::optional<CallForm> form;
};

CallReader::CallReader(std::shared_ptr<const Reader> reader, Instant now) : parts_(new Parts{std::move(reader), now, {}, {}}) {}
CallReader::~CallReader() = default;
CallReader::CallReader(CallReader&&) noexcept = default;
CallReader& CallReader::operator=(CallReader&&) noexcept = default;

void CallReader::add(CallLine line) {
  parts_->lines.push_back(std::move(line));
  parts_->form.reset();
}
void CallReader::replace(std::size_t place, CallLine line) {
  parts_->lines[place] = std::move(line);
  parts_->form.reset();
}
std::size_t CallReader::size() const { return parts_->lines.size(); }
const CallForm& CallReader::form() {
  if (!parts_->form) parts_->form = read_call(parts_->reader, parts_->now, parts_->lines);
  return *parts_->form;
}

CallForm read_call(std::shared_ptr<const Reader> reader, Instant, std::span<const CallLine>) {
  CallForm form;
  form.version = reader->version();
  return form;
}

}  // namespace yiwang
