#include "adapters/http/sign_ins.h"

#include "base/text.h"

namespace yiwang {
namespace {

constexpr seconds kKept{5};
constexpr std::size_t kMost = 20'000;

}  // namespace

std::optional<SignIn> SignIns::known(const std::string& token, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(token);
  if (found == kept_.end() || found->second.until <= now || found->second.in.expires <= now) return std::nullopt;
  return found->second.in;
}

Result<SignIn> SignIns::look_up(const std::string& token, Instant now) {
  auto session = accounts_.session(token, now);
  if (!session) return tl::unexpected(session.error());
  SignIn in{std::move(session->who), token, std::move(session->csrf), session->expires, false};
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kMost) kept_.clear();
  kept_.insert_or_assign(token, Kept{in, now + kKept});
  return in;
}

void SignIns::forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
}

std::string session_token(const Request& request, bool& by_cookie) {
  by_cookie = false;
  const auto bearer = request.header("authorization");
  constexpr std::string_view kBearer = "Bearer ";
  if (bearer.size() > kBearer.size() && (bearer.starts_with(kBearer) || bearer.starts_with("bearer "))) return std::string(trim(bearer.substr(kBearer.size())));
  constexpr std::string_view kName = "yw_session=";
  for (const auto& [name, value] : request.headers) {
    if (name != "cookie") continue;
    for (auto part : split(value, ';')) {
      part = trim(part);
      if (!part.starts_with(kName)) continue;
      by_cookie = true;
      return std::string(part.substr(kName.size()));
    }
  }
  return {};
}

}  // namespace yiwang
