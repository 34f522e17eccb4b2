#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace yiwang {

/// A number that names one thing of one kind; 0 names nothing. Different kinds do not mix.
template <class Kind>
struct Id {
  std::uint64_t value = 0;
  constexpr explicit operator bool() const { return value != 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

using CaseId = Id<struct CaseKind>;
using ReportId = Id<struct ReportKind>;

}  // namespace yiwang

template <class Kind>
struct std::hash<yiwang::Id<Kind>> {
  std::size_t operator()(yiwang::Id<Kind> id) const noexcept { return std::hash<std::uint64_t>{}(id.value); }
};
