#include "cases/command.h"

#include "cases/given.h"

namespace yiwang {
namespace {

constexpr std::size_t kLongestText = 5000;  // code points

Done check_text(const std::string& text, const std::string& field) {
  // Bytes first: counting code points of megabytes would be work for nothing.
  const bool fits = text.size() <= 4 * kLongestText && count_codepoints(text) <= kLongestText;
  if (!fits) return refuse(Reason::out_of_range, {{"most", std::to_string(kLongestText)}}, field);
  return done();
}

/// Runs `check(text, field)` on every text within a value, naming fields as base/json.h does.
template <class T, class Check>
Done each_text(const T& value, const std::string& field, Check check) {
  Done ok = done();
  if constexpr (std::is_same_v<T, std::string>) {
    ok = check(value, field);
  } else if constexpr (json::IsList<T>::value) {
    for (std::size_t i = 0; i < value.size() && ok; ++i) ok = each_text(value[i], field + "[" + std::to_string(i) + "]", check);
  } else if constexpr (json::Described<T>) {
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
      if (ok) ok = each_text(value.*member.pointer, field.empty() ? std::string(member.name) : field + "." + member.name, check);
    });
  }
  return ok;
}

template <class C>
Result<Command> read_as(const json::Object& object) {
  using Members = boost::describe::describe_members<C, boost::describe::mod_public>;
  for (const auto& [key, value] : object) {
    bool mine = false;
    boost::mp11::mp_for_each<Members>([&](auto member) { mine = mine || key == member.name; });
    if (!mine) return refuse(Reason::unknown_field, {}, shorten(std::string(key), 100));
  }
  for (const auto name : kRequired<C>) {
    if (!object.contains(name)) return refuse(Reason::missing_field, {}, std::string(name));
  }
  C command{};
  if constexpr (std::is_same_v<C, CallBack>) {
    // Someone who was not reached has said nothing about the solution.
    const auto* word = object.if_contains("satisfaction");
    const bool reached = !word->is_string() || word->get_string() != code_of(Satisfaction::unreachable);
    if (reached && !object.contains("solved")) return refuse(Reason::missing_field, {}, "solved");
  }
  if (auto ok = json::read(json::Value(object), command); !ok) return tl::unexpected(ok.error());
  if (auto ok = given(command); !ok) return tl::unexpected(ok.error());
  if (auto ok = each_text(command, {}, check_text); !ok) return tl::unexpected(ok.error());
  const auto clean = [](const std::string& text, const std::string& field) { return has_control(text) ? refuse(Reason::bad_text, {}, field) : done(); };
  if (auto ok = each_text(command, {}, clean); !ok) return tl::unexpected(ok.error());
  return Command{std::move(command)};
}

Done clean_strings(const json::Value& value, const std::string& field) {
  Done ok = done();
  if (const auto* text = value.if_string()) {
    const std::string_view words(text->data(), text->size());
    if (has_control(words)) return refuse(Reason::bad_text, {}, field);
  } else if (const auto* list = value.if_array()) {
    for (std::size_t i = 0; i < list->size() && ok; ++i) ok = clean_strings((*list)[i], field + "[" + std::to_string(i) + "]");
  } else if (const auto* object = value.if_object()) {
    for (const auto& [key, item] : *object) {
      if (ok) ok = clean_strings(item, field + "." + shorten(std::string(key), 60));
    }
  }
  return ok;
}

constexpr std::size_t kMostData = 20'000;   // bytes

}  // namespace

Done plain_data(const json::Value& data) {
  if (data.is_null()) return done();
  if (!data.is_object()) return refuse(Reason::wrong_type, {{"wanted", "object"}}, "data");
  if (boost::json::serialize(data).size() > kMostData) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostData)}}, "data");
  return clean_strings(data, "data");
}

Operation operation_of(const Command& command) {
  return std::visit([]<class C>(const C&) { return C::operation; }, command);
}

Result<Command> read_command(const json::Value& body) {
  if (!body.is_object()) return refuse(Reason::wrong_type, {{"wanted", "object"}});
  auto object = body.get_object();
  const auto* word = object.if_contains("operation");
  if (word == nullptr) return refuse(Reason::missing_field, {}, "operation");
  if (!word->is_string()) return refuse(Reason::wrong_type, {{"wanted", "word"}}, "operation");
  const auto operation = parse<Operation>(std::string_view(word->get_string()));
  if (!operation || *operation == Operation::pass_time || *operation == Operation::follow_area) {
    return refuse(Reason::unknown_value, {{"value", shorten(std::string(word->get_string()), 100)}}, "operation");
  }
  object.erase("operation");
  Result<Command> result = refuse(Reason::unknown_value, {}, "operation");
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Command>>([&](auto kind) {
    using C = typename decltype(kind)::type;
    if (C::operation == *operation) result = read_as<C>(object);
  });
  return result;
}

}  // namespace yiwang
