#include "service/raw_report.h"

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kShortText = 200;

Done check_text(std::string_view text, std::string_view field, std::size_t most) {
  if (const auto at = broken_utf8_at(text); at != std::string_view::npos) return refuse(Reason::bad_text, {{"fault", "utf8"}, {"at", std::to_string(at)}}, std::string(field));
  if (has_control(text)) return refuse(Reason::bad_text, {{"fault", "control_character"}}, std::string(field));
  if (count_codepoints(text) > most) return refuse(Reason::out_of_range, {{"most", std::to_string(most)}}, std::string(field));
  return done();
}

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

std::string context_of(ReportId id) { return "report " + std::to_string(id.value); }

}  // namespace

Done check_report(const RawReport& raw, const City& city, Instant now) {
  if (trim(raw.text).empty() && trim(raw.title).empty()) return refuse(Reason::missing_field, {}, "text");
  const auto most = static_cast<std::size_t>(city.settings.report_characters);
  const std::pair<const std::string*, std::pair<const char*, std::size_t>> texts[] = {
      {&raw.text, {"text", most}},
      {&raw.title, {"title", 500}},
      {&raw.address, {"address", 500}},
      {&raw.external_id, {"external_id", kShortText}},
      {&raw.reporter.name, {"reporter.name", kShortText}},
      {&raw.reporter.phone, {"reporter.phone", 40}},
      {&raw.reporter.identity, {"reporter.identity", 40}},
      {&raw.reporter.address, {"reporter.address", 500}},
      {&raw.reporter.external, {"reporter.external", kShortText}}};
  for (const auto& [text, rule] : texts) {
    if (auto ok = check_text(*text, rule.first, rule.second); !ok) return ok;
  }
  if (raw.point) {
    if (auto ok = check_point(*raw.point); !ok) return refuse(ok.error().reason, ok.error().facts, "point");
  }
  const auto soon = now + minutes{10};
  if (raw.received_at && *raw.received_at > soon) return refuse(Reason::out_of_range, {{"fault", "in_the_future"}}, "received_at");
  if (raw.happened_at && *raw.happened_at > soon) return refuse(Reason::out_of_range, {{"fault", "in_the_future"}}, "happened_at");
  if (raw.attachments.size() > 20) return refuse(Reason::out_of_range, {{"most", "20"}}, "attachments");
  if (!raw.matter.empty()) {
    const auto* matter = city.matter(raw.matter);
    if (matter == nullptr || matter->code.size() < 6) return refuse(Reason::unknown_matter, {{"matter", shorten(raw.matter, 40)}}, "matter");
  }
  if (!raw.unit.empty() && city.unit(raw.unit) == nullptr) return refuse(Reason::unknown_unit, {{"unit", shorten(raw.unit, 40)}}, "unit");
  return done();
}

std::string phone_key(std::string_view phone, const Cipher& cipher) {
  auto digits = digits_of(phone);
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  return digits.size() < 5 ? std::string{} : cipher.blind_key("phone " + digits);
}

Reporter seal_reporter(const RawReporter& raw, Channel channel, ReportId id, const Cipher& cipher) {
  Reporter out;
  out.confidential = raw.confidential;
  out.key = phone_key(raw.phone, cipher);
  if (out.key.empty() && !raw.external.empty()) out.key = cipher.blind_key(std::string(code_of(channel)) + " " + raw.external);
  if (raw == RawReporter{{}, {}, {}, {}, {}, raw.confidential}) return out;
  out.sealed = cipher.seal(json::to_text(raw), context_of(id));
  out.masked_name = mask_name(raw.name.empty() ? raw.external : raw.name);
  out.masked_phone = mask_phone(raw.phone);
  return out;
}

Result<RawReporter> open_reporter(const Reporter& sealed, ReportId id, const Cipher& cipher) {
  if (sealed.sealed.empty()) return RawReporter{{}, {}, {}, {}, {}, sealed.confidential};
  auto text = cipher.open(sealed.sealed, context_of(id));
  if (!text) return tl::unexpected(text.error());
  return json::from_text<RawReporter>(*text);
}

std::string tracking_code(ReportId id, const Cipher& cipher) {
  static constexpr char kLetters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";   // nothing that is mistaken when read aloud
  const auto key = cipher.blind_key("track " + std::to_string(id.value));
  std::string code;
  for (std::size_t i = 0; i < 10; ++i) {
    const auto byte = std::stoi(key.substr(i * 2, 2), nullptr, 16);
    code += kLetters[byte % 32];
  }
  return code;
}

}  // namespace yiwang
