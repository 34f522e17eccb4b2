#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace yiwang {

// Queues and their reasons have one name inside and one in the contract, which tells the person's own ones by `mine_`.

/// `to_accept` -> `mine_to_accept`.
std::string queue_outside(std::string_view inside);
/// The other way; nothing for a word that is no queue.
std::optional<std::string> queue_inside(std::string_view outside);
/// Why a case waits for a dispatcher: `off` -> `intake_off`, else the same.
std::string_view queue_reason(std::string_view inside);

}  // namespace yiwang
