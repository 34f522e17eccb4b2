#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cases/advice.h"
#include "contract/vocabulary.h"

namespace yiwang {

enum class Speaker : std::uint8_t { seat, citizen };

/// One line of a call as speech recognition wrote it.
struct CallLine {
  Speaker speaker = Speaker::citizen;
  std::string text;
};

/// Where something was said: the line counted from 1, and code points of that line's text.
struct SaidAt {
  std::uint32_t line = 0, start = 0, end = 0;
  bool operator==(const SaidAt&) const = default;
};

/// Text for most fields, true or false for `confidential`, `urgent`, `callback_wanted`, either for `earlier_case`.
using CallValue = std::variant<std::string, bool>;

/// A field that was filled. For `matter` the value is the best one's code and all of them stand in CallForm::matters.
struct FilledField {
  CallValue value;
  double confidence = 0;
  std::vector<SaidAt> said;
  bool operator==(const FilledField&) const = default;
};

/// What a call says, field by field; what was not said is absent.
struct CallForm {
  std::array<std::optional<FilledField>, kCallFields.size()> fields;
  std::vector<MatterGuess> matters;        // best first, at most three
  std::string version;                     // of what read it

  std::optional<FilledField>& operator[](CallField field) { return fields[static_cast<std::size_t>(field)]; }
  const std::optional<FilledField>& operator[](CallField field) const { return fields[static_cast<std::size_t>(field)]; }
};

}  // namespace yiwang
