#pragma once
#include <optional>
#include <string_view>

namespace yiwang {

/// An angle as people write it: `116.3126`, `-0.5`, `116°18'45.37"E`, `E116°18′45.37″`, `116:18:45.37`, `东经116度18分45.37秒`. West and south are below zero.
/// Whole seconds come out exact, so that lines between grid cells are met. Nothing when it is none.
std::optional<double> read_degrees(std::string_view text);

}  // namespace yiwang
