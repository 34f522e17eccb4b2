#include "flow/diagram/guard.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace yiwang::bpmn::detail {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool starts_name(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80; }
bool in_name(unsigned char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

bool xml_character(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// Length of the UTF-8 sequence at `at`, and its character; 0 when broken.
std::size_t sequence(std::string_view text, std::size_t at, char32_t& out) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto first = byte(0);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  out = length == 1 ? first : first & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    out = (out << 6) | (byte(i) & 0x3F);
  }
  if ((length == 3 && out < 0x800) || (length == 4 && out < 0x10000)) return 0;
  return length;
}

class Walk {
 public:
  Walk(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  Done run() {
    if (auto ok = characters(); !ok) return ok;
    while (at_ < text_.size()) {
      if (text_[at_] == '<') {
        if (auto ok = markup(); !ok) return ok;
      } else if (auto ok = words(); !ok) {
        return ok;
      }
    }
    if (!open_.empty()) return wrong(at_, "the element " + std::string(open_.back().substr(0, 60)) + " is not closed");
    if (elements_ == 0) return wrong(at_, "there is no element");
    return done();
  }

 private:
  tl::unexpected<Refusal> wrong(std::size_t at, std::string detail) const { return malformed_at(text_, at, std::move(detail)); }
  tl::unexpected<Refusal> too_much(std::string what, std::size_t limit) const {
    return refuse(Reason::too_large, {{"what", std::move(what)}, {"limit", std::to_string(limit)}});
  }

  Done characters() const {
    for (std::size_t at = 0; at < text_.size();) {
      char32_t c = 0;
      const auto length = sequence(text_, at, c);
      if (length == 0) return wrong(at, "the bytes are not UTF-8");
      if (!xml_character(c)) return wrong(at, "a control character");
      at += length;
    }
    return done();
  }

  Done skip_to(std::string_view end, std::size_t from, const char* what) {
    const auto found = text_.find(end, from);
    if (found == std::string_view::npos) return wrong(at_, std::string(what) + " does not end");
    at_ = found + end.size();
    return done();
  }

  Done markup() {
    const auto rest = text_.substr(at_);
    if (rest.starts_with("<!--")) return skip_to("-->", at_ + 4, "a comment");
    if (rest.starts_with("<![CDATA[")) {
      if (open_.empty()) return wrong(at_, "text outside the root element");
      return skip_to("]]>", at_ + 9, "a CDATA section");
    }
    if (rest.starts_with("<!")) return wrong(at_, "DOCTYPE and declarations are not read");
    if (rest.starts_with("<?xml") && rest.size() > 5 && is_space(rest[5]) && at_ > 0) return wrong(at_, "an XML declaration that is not at the beginning");
    if (rest.starts_with("<?")) return skip_to("?>", at_ + 2, "a processing instruction");
    if (rest.starts_with("</")) return close();
    return open();
  }

  std::string_view name() {
    const auto from = at_;
    if (at_ < text_.size() && starts_name(static_cast<unsigned char>(text_[at_]))) {
      while (at_ < text_.size() && in_name(static_cast<unsigned char>(text_[at_]))) ++at_;
    }
    return text_.substr(from, at_ - from);
  }

  void spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  Done close() {
    const auto from = at_;
    at_ += 2;
    const auto closed = name();
    spaces();
    if (at_ >= text_.size() || text_[at_] != '>') return wrong(from, "an end tag is broken");
    ++at_;
    if (open_.empty() || open_.back() != closed) return wrong(from, "the end tag " + std::string(closed.substr(0, 60)) + " does not match");
    open_.pop_back();
    return done();
  }

  Done open() {
    const auto from = at_;
    ++at_;
    const auto opened = name();
    if (opened.empty()) return wrong(from, "a tag has no name");
    if (open_.empty() && elements_ > 0) return wrong(from, "there is more than one root element");
    if (++elements_ > limits_.elements) return too_much("elements", limits_.elements);
    if (open_.size() + 1 > limits_.depth) return too_much("depth", limits_.depth);
    names_.clear();
    while (true) {
      const auto before = at_;
      spaces();
      if (at_ >= text_.size()) return wrong(from, "a tag does not end");
      if (text_[at_] == '>') {
        ++at_;
        open_.push_back(opened);
        return done();
      }
      if (text_.substr(at_).starts_with("/>")) {
        at_ += 2;
        return done();
      }
      if (before == at_) return wrong(at_, "a tag is broken");
      if (auto ok = attribute(); !ok) return ok;
    }
  }

  Done attribute() {
    const auto from = at_;
    const auto called = name();
    if (called.empty()) return wrong(from, "an attribute has no name");
    if (!names_.insert(called).second) return wrong(from, "the attribute " + std::string(called.substr(0, 60)) + " is given twice");
    if (names_.size() > limits_.attributes) return too_much("attributes", limits_.attributes);
    spaces();
    if (at_ >= text_.size() || text_[at_] != '=') return wrong(from, "an attribute has no value");
    ++at_;
    spaces();
    if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return wrong(from, "an attribute's value is not quoted");
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '<') return wrong(at_, "an attribute's value holds <");
      if (text_[at_] == '&') {
        if (auto ok = entity(); !ok) return ok;
      } else {
        ++at_;
      }
    }
    if (at_ >= text_.size()) return wrong(from, "an attribute's value does not end");
    ++at_;
    return done();
  }

  Done words() {
    while (at_ < text_.size() && text_[at_] != '<') {
      if (open_.empty() && !is_space(text_[at_])) return wrong(at_, "text outside the root element");
      if (text_[at_] == '&') {
        if (auto ok = entity(); !ok) return ok;
      } else {
        ++at_;
      }
    }
    return done();
  }

  Done entity() {
    const auto from = at_;
    const auto end = text_.substr(at_, 24).find(';');
    if (end == std::string_view::npos) return wrong(from, "an entity that XML does not have by itself");
    const auto said = text_.substr(at_ + 1, end - 1);
    at_ += end + 1;
    if (said == "amp" || said == "lt" || said == "gt" || said == "quot" || said == "apos") return done();
    if (said.size() < 2 || said[0] != '#') return wrong(from, "an entity that XML does not have by itself");
    char32_t code = 0;
    const bool hex = said[1] == 'x';
    const auto digits = said.substr(hex ? 2 : 1);
    if (digits.empty()) return wrong(from, "a character reference is broken");
    for (const char digit : digits) {
      const int value = digit >= '0' && digit <= '9'          ? digit - '0'
                        : hex && digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                        : hex && digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                              : -1;
      if (value < 0) return wrong(from, "a character reference is broken");
      code = std::min<char32_t>(code * (hex ? 16 : 10) + static_cast<char32_t>(value), 0x110000);
    }
    if (!xml_character(code)) return wrong(from, "a character reference to a control character");
    return done();
  }

  std::string_view text_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::size_t elements_ = 0;
  std::vector<std::string_view> open_;
  std::unordered_set<std::string_view> names_;
};

}  // namespace

tl::unexpected<Refusal> malformed_at(std::string_view text, std::size_t offset, std::string detail) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto newline = before.rfind('\n');
  const auto column = before.size() - (newline == std::string_view::npos ? 0 : newline + 1) + 1;
  return refuse(Reason::malformed, {{"at", std::to_string(line) + ":" + std::to_string(column)}, {"detail", std::move(detail)}});
}

Done guard(std::string_view utf8, const Limits& limits) {
  return Walk(utf8, limits).run();
}

}  // namespace yiwang::bpmn::detail
