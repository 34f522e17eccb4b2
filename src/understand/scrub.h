#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// A piece of personal data in a text. Positions are bytes of the UTF-8 given.
struct PersonalPiece {
  enum class Kind { mobile, landline, identity_number, bank_card, plate, email, passport, wechat, qq };
  Kind kind;
  std::size_t from;
  std::size_t to;
};

/// Finds mobile and landline numbers, 18-digit identity numbers (GB 11643, check digit right; the old 15 digits where named), bank cards (13 to 19 digits that pass
/// Luhn), licence plates (GA 36, with new-energy and service ones), e-mail addresses, passports and travel permits, WeChat and QQ accounts where named. Digits may be
/// full-width, circled, in words (幺三八, 洞) or parted by blanks, hyphens, brackets. By position, not overlapping. A number inside a longer one, one with
/// a unit behind it (元) or one said to be a thing's (工单号, 订单号, 户号) is left alone.
std::vector<PersonalPiece> find_personal(std::string_view text);

/// The text as it may be shown to anyone: of each piece only what cannot find a person stays (`138****5678`, `苏A****8`, `***@***`).
std::string scrub(std::string_view text);

/// GB 11643-1999: 17 digits, a possible date of birth, and the right check character (X for ten).
bool is_identity_number(std::string_view digits);
/// ISO/IEC 7812 check digit.
bool passes_luhn(std::string_view digits);

}  // namespace yiwang
