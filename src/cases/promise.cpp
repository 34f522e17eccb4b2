#include "cases/promise.h"

#include <algorithm>

namespace yiwang {
namespace {

constexpr milliseconds kLeastAfterSendingBack = hours{1};

std::string text_of(const Span& span) { return span.empty() ? std::string{} : to_text(span); }

/// Where the last `share` of the counted time from `base` to `due` begins.
Instant near_mark(const Calendar& calendar, Instant base, Instant due, double share) {
  const auto counted = calendar.between(base, due);
  const milliseconds last{static_cast<milliseconds::rep>(static_cast<double>(counted.count()) * std::clamp(share, 0.0, 1.0))};
  return std::min(due, calendar.add(base, counted - last));
}

DeadlineSet set(ClockKind clock, Instant base, const Span& span, std::string_view calendar, Instant due, Instant near_at, std::string_view why) {
  return {clock, base, to_text(span), std::string(calendar), due, near_at, std::string(why)};
}

}  // namespace

Promise make_promise(const City& city, std::string_view matter, Urgency urgency) {
  const auto& p = city.procedure_of(matter);
  const bool urgent = urgency >= Urgency::urgent && !p.urgent_resolve_within.empty();
  Promise promise;
  promise.procedure = p.code;
  promise.city_version = city.version;
  promise.calendar = p.calendar;
  promise.accept_within = text_of(p.accept_within);
  promise.contact_within = text_of(p.contact_within);
  promise.resolve_within = text_of(urgent ? p.urgent_resolve_within : p.resolve_within);
  promise.near_share = city.settings.near_share;
  promise.returns_allowed = p.returns_allowed;
  promise.extensions_allowed = p.extensions_allowed;
  promise.suspend_reasons = p.suspend_reasons;
  promise.review = p.review;
  promise.callback = p.callback;
  return promise;
}

std::string_view calendar_of(const Promise& promise, ClockKind clock, const Span& span, Urgency urgency) {
  if (span.days > 0) return promise.calendar;
  const bool at_a_desk = clock == ClockKind::accept || clock == ClockKind::contact;
  return at_a_desk && urgency < Urgency::urgent ? std::string_view(promise.calendar) : "always";
}

std::optional<DeadlineSet> promised(const City& city, const Promise& promise, ClockKind clock, Urgency urgency, Instant base, std::string_view why) {
  std::optional<Span> span;
  switch (clock) {
    case ClockKind::receipt: span = city.settings.receipt_within; break;
    case ClockKind::accept: span = parse_span(promise.accept_within); break;
    case ClockKind::contact: span = parse_span(promise.contact_within); break;
    case ClockKind::resolve: span = parse_span(promise.resolve_within); break;
  }
  if (!span || span->empty()) return std::nullopt;
  const auto code = calendar_of(promise, clock, *span, urgency);
  const auto& calendar = city.calendar(code);
  const auto due = add(calendar, base, *span);
  return set(clock, base, *span, code, due, near_mark(calendar, base, due, promise.near_share), why);
}

std::optional<DeadlineSet> promised_anew(const City& city, const Case& c, const Promise& promise, std::string_view why) {
  auto made = promised(city, promise, ClockKind::resolve, c.urgency(), c.opened_at, why);
  if (!made) return std::nullopt;
  const auto& calendar = city.calendar(made->calendar);
  for (const auto& pause : c.pauses) {
    if (pause.from < made->due) made->due = calendar.add(made->due, calendar.between(pause.from, pause.to));
  }
  if (c.extension_days > 0) made->due = city.calendar(promise.calendar).add_days(made->due, c.extension_days);
  made->near_at = near_mark(calendar, made->base, made->due, promise.near_share);
  return made;
}

std::optional<DeadlineSet> moved_by_suspension(const City& city, const Deadline& deadline, Instant since, Instant now) {
  if (deadline.due <= since) return std::nullopt;
  const auto& calendar = city.calendar(deadline.calendar);
  const auto left = calendar.between(since, deadline.due);
  const auto due = calendar.add(now, left);
  const auto near_at = deadline.near_at <= since ? now : std::min(due, calendar.add(now, calendar.between(since, deadline.near_at)));
  return set(deadline.clock, now, {left, 0}, deadline.calendar, due, near_at, code_of(EventKind::case_resumed));
}

DeadlineSet extended(const City& city, const Promise& promise, const Deadline& deadline, int days) {
  const auto& calendar = city.calendar(promise.calendar);
  const auto due = calendar.add_days(deadline.due, days);
  const auto near_at = near_mark(calendar, std::min(deadline.base, deadline.due), due, promise.near_share);
  return set(deadline.clock, deadline.due, {milliseconds{0}, days}, promise.calendar, due, near_at, code_of(EventKind::extension_decided));
}

DeadlineSet sent_back(const City& city, const Promise& promise, const Deadline& deadline, Instant handed_in, Instant now) {
  const auto& calendar = city.calendar(deadline.calendar);
  const auto& desk = city.calendar(promise.calendar);
  const auto left = calendar.between(handed_in, deadline.due);
  const auto why = code_of(EventKind::case_reviewed);
  const auto due = calendar.add(now, left);
  if (const auto least = desk.add(now, kLeastAfterSendingBack); due < least) {
    return set(deadline.clock, now, {kLeastAfterSendingBack, 0}, promise.calendar, least, near_mark(desk, now, least, promise.near_share), why);
  }
  return set(deadline.clock, now, {left, 0}, deadline.calendar, due, near_mark(calendar, now, due, promise.near_share), why);
}

}  // namespace yiwang
