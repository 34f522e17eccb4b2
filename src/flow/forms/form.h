#pragma once
#include <optional>
#include <string>
#include <vector>

#include "flow/forms/schema.h"

namespace yiwang::forms {

/// How one property of a form is shown: its `x-yiwang` member, completed from the schema.
struct Field {
  std::string name;      ///< property
  std::string pointer;   ///< JSON pointer of the value in the data
  std::string type;      ///< string, number, integer, boolean, array, object; empty when the schema leaves it open
  std::string title;     ///< Chinese
  std::string title_en;
  std::string widget;    ///< one of widgets(); chosen from the schema when not said
  std::string help;
  std::string help_en;
  double order = 0;
  bool required = false;
  std::vector<Field> fields;  ///< of an object
};

/// What is wrong or doubtful with a form as a document.
struct FormFault {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  std::string rule;  ///< `schema`, `widget`, `options`, `title`, `order`, `unknown`, `top`
  std::string at;    ///< JSON pointer into the form
  std::vector<std::pair<std::string, std::string>> facts = {};
  std::string advice;
};

/// The widgets a renderer knows: text, textarea, number, date, time, datetime, select, radio, checkbox, checkboxes, switch, tags, place, photo, file, person, unit,
/// signature, group, list, hidden.
const std::vector<std::string>& widgets();

/// A form of a city: JSON Schema 2020-12 of type object, its properties carrying `x-yiwang: {widget, title_en, order, help, help_en}`.
class Form {
 public:
  static Result<Form> parse(std::string_view text);
  /// Faults of the form itself; empty or only warnings: it can be published.
  static std::vector<FormFault> check(const json::Value& form);
  static std::vector<FormFault> check_text(std::string_view text);

  const Schema& schema() const { return schema_; }
  const std::string& title() const { return title_; }
  const std::string& title_en() const { return title_en_; }
  /// In the order they are shown.
  const std::vector<Field>& fields() const { return fields_; }
  std::vector<Problem> validate(const json::Value& data) const { return schema_.validate(data); }

 private:
  explicit Form(Schema schema) : schema_(std::move(schema)) {}
  Schema schema_;
  std::string title_;
  std::string title_en_;
  std::vector<Field> fields_;
};

}  // namespace yiwang::forms
