#include <algorithm>

#include "flow/feel/builtins.h"
#include "flow/feel/compare.h"

namespace yiwang::feel::detail {

namespace {

bool same(const Value& a, const Value& b) { return equal(a, b) == true; }

bool charge(const Arguments& in, Run& run, std::size_t count) { return run.spend(static_cast<std::int64_t>(count), in.at); }

Value finished(Run& run, const Arguments& in, List items) {
  if (items.size() > kMaxListSize) return fail(run, "too_long", in.at);
  auto out = Value::make_list(std::move(items));
  return out.is_null() ? fail(run, "too_deep", in.at) : out;
}

Value list_contains(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  if (!run.spend(list->weight(), in.at)) return {};
  return Value::make_bool(std::any_of(list->as_list().begin(), list->as_list().end(), [&](const Value& item) { return same(item, in[1]); }));
}

Value count(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  return list ? Value::make_number(static_cast<std::int64_t>(list->as_list().size())) : wrong_argument(run, in, 0, "list");
}

/// `all` and `any`: three-valued and over the list or the arguments.
template <bool decisive>
Value together(const Arguments& in, Run& run) {
  const auto list = take_all(in);
  if (!charge(in, run, list.as_list().size())) return {};
  bool unknown = false;
  for (const auto& item : list.as_list()) {
    if (item.is(Kind::boolean) && item.as_bool() == decisive) return Value::make_bool(decisive);
    if (!item.is(Kind::boolean)) unknown = true;
  }
  return unknown ? wrong_argument(run, in, 0, "list of booleans") : Value::make_bool(!decisive);
}

Value sublist(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  const auto& items = list->as_list();
  const auto size = static_cast<std::int64_t>(items.size());
  const auto start = take_position(in, 1);
  if (!start) return wrong_argument(run, in, 1, "number");
  if (*start == 0 || *start > size || *start < -size) return fail(run, "out_of_range", in.at, "start position");
  const auto from = *start > 0 ? *start - 1 : size + *start;
  auto length = size - from;
  if (in.size() > 2 && !in[2].is_null()) {
    const auto given = take_position(in, 2);
    if (!given) return wrong_argument(run, in, 2, "number");
    if (*given < 1 || *given > length) return fail(run, "out_of_range", in.at, "length");
    length = *given;
  }
  if (!charge(in, run, items.size())) return {};
  return Value::make_list(List(items.begin() + from, items.begin() + from + length));
}

Value append(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  if (!charge(in, run, list->as_list().size())) return {};
  List out = list->as_list();
  out.insert(out.end(), in.values.begin() + 1, in.values.end());
  return finished(run, in, std::move(out));
}

Value concatenate(const Arguments& in, Run& run) {
  List out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const auto list = take_list(in, i);
    if (!list) return wrong_argument(run, in, i, "list");
    if (!charge(in, run, list->as_list().size())) return {};
    out.insert(out.end(), list->as_list().begin(), list->as_list().end());
    if (out.size() > kMaxListSize) return fail(run, "too_long", in.at);
  }
  return finished(run, in, std::move(out));
}

/// The index of a position counted from 1 or from the end; nullopt when outside.
std::optional<std::size_t> index_of_position(const Arguments& in, std::size_t which, std::size_t size) {
  const auto position = take_position(in, which);
  const auto count = static_cast<std::int64_t>(size);
  if (!position || *position == 0 || *position > count || *position < -count) return std::nullopt;
  return static_cast<std::size_t>(*position > 0 ? *position - 1 : count + *position);
}

Value insert_before(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  const auto index = index_of_position(in, 1, list->as_list().size());
  if (!index) return fail(run, "out_of_range", in.at, "position");
  if (!charge(in, run, list->as_list().size())) return {};
  List out = list->as_list();
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(*index), in[2]);
  return finished(run, in, std::move(out));
}

Value remove(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  const auto index = index_of_position(in, 1, list->as_list().size());
  if (!index) return fail(run, "out_of_range", in.at, "position");
  if (!charge(in, run, list->as_list().size())) return {};
  List out = list->as_list();
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(*index));
  return finished(run, in, std::move(out));
}

Value replace_at(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  const auto index = index_of_position(in, 1, list->as_list().size());
  if (!index) return fail(run, "out_of_range", in.at, "position");
  if (!charge(in, run, list->as_list().size())) return {};
  List out = list->as_list();
  out[*index] = in[2];
  return finished(run, in, std::move(out));
}

Value replace_matching(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  if (!in[1].is(Kind::function) || in[1].as_function()->parameters().size() != 2) return wrong_argument(run, in, 1, "function of two");
  if (!charge(in, run, list->as_list().size())) return {};
  List out = list->as_list();
  for (auto& item : out) {
    const Value pair[] = {item, in[2]};
    const auto fits = call(in[1], pair, run);
    if (!fits.is(Kind::boolean)) return fail(run, "wrong_type", in.at, "match gave no boolean");
    if (fits.as_bool()) item = in[2];
  }
  return finished(run, in, std::move(out));
}

Value list_replace(const Arguments& in, Run& run) { return in[1].is(Kind::function) ? replace_matching(in, run) : replace_at(in, run); }

Value reverse(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  if (!charge(in, run, list->as_list().size())) return {};
  return Value::make_list(List(list->as_list().rbegin(), list->as_list().rend()));
}

Value index_of(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  if (!run.spend(list->weight(), in.at)) return {};
  List out;
  for (std::size_t i = 0; i < list->as_list().size(); ++i) {
    if (same(list->as_list()[i], in[1])) out.push_back(Value::make_number(static_cast<std::int64_t>(i + 1)));
  }
  return Value::make_list(std::move(out));
}

Value distinct(const Arguments& in, Run& run, const List& items) {
  List out;
  for (const auto& item : items) {
    if (!run.spend(static_cast<std::int64_t>(out.size()) * item.weight() / 4 + 1, in.at)) return {};
    if (std::none_of(out.begin(), out.end(), [&](const Value& kept) { return same(kept, item); })) out.push_back(item);
  }
  return finished(run, in, std::move(out));
}

Value distinct_values(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  return list ? distinct(in, run, list->as_list()) : wrong_argument(run, in, 0, "list");
}

Value union_of(const Arguments& in, Run& run) {
  const auto all = concatenate(in, run);
  return all.is_null() ? Value{} : distinct(in, run, all.as_list());
}

bool flatten_into(List& out, const List& items, const Arguments& in, Run& run) {
  if (!charge(in, run, items.size() + 1) || out.size() > kMaxListSize) return false;
  for (const auto& item : items) {
    if (item.is(Kind::list)) {
      if (!flatten_into(out, item.as_list(), in, run)) return false;
    } else {
      out.push_back(item);
    }
  }
  return true;
}

Value flatten(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  List out;
  if (!flatten_into(out, list->as_list(), in, run)) return fail(run, "too_long", in.at);
  return finished(run, in, std::move(out));
}

/// Merge sort with a function that may answer anything; stable. False once the function gave no boolean.
struct Sorter {
  const Value* precedes;
  Run& run;
  bool failed = false;

  bool before(const Value& a, const Value& b) {
    if (failed) return false;
    if (precedes == nullptr) {
      const auto by = order(a, b);
      failed = !by;
      return by && *by < 0;
    }
    const Value pair[] = {a, b};
    const auto answer = call(*precedes, pair, run);
    failed = !answer.is(Kind::boolean) || run.stopped;
    return answer.is_true();
  }
  void sort(List& items) {
    List other(items.size());
    for (std::size_t width = 1; width < items.size() && !failed; width *= 2) {
      for (std::size_t left = 0; left < items.size(); left += 2 * width) {
        const auto middle = std::min(left + width, items.size());
        const auto right = std::min(left + 2 * width, items.size());
        auto a = left;
        auto b = middle;
        for (auto to = left; to < right; ++to) other[to] = a < middle && (b >= right || !before(items[b], items[a])) ? std::move(items[a++]) : std::move(items[b++]);
      }
      std::swap(items, other);
    }
  }
};

Value sort(const Arguments& in, Run& run) {
  const auto list = take_list(in, 0);
  if (!list) return wrong_argument(run, in, 0, "list");
  if (in.size() > 1 && !in[1].is(Kind::function)) return wrong_argument(run, in, 1, "function");
  if (!run.spend(list->weight() * 4, in.at)) return {};
  List items = list->as_list();
  Sorter sorter{in.size() > 1 ? &in[1] : nullptr, run};
  sorter.sort(items);
  if (sorter.failed) return fail(run, "wrong_type", in.at, "elements without an order");
  return Value::make_list(std::move(items));
}

}  // namespace

void add_list_builtins(std::vector<Builtin>& out) {
  out.push_back({"list contains", {{{"list", "element"}, 2, false, list_contains}}});
  out.push_back({"count", {{{"list"}, 1, false, count}}});
  out.push_back({"all", {{{"list"}, 1, true, together<false>}}});
  out.push_back({"any", {{{"list"}, 1, true, together<true>}}});
  out.push_back({"sublist", {{{"list", "start position", "length"}, 2, false, sublist}}});
  out.push_back({"append", {{{"list", "item"}, 2, true, append}}});
  out.push_back({"concatenate", {{{"list"}, 1, true, concatenate}}});
  out.push_back({"insert before", {{{"list", "position", "newItem"}, 3, false, insert_before}}});
  out.push_back({"remove", {{{"list", "position"}, 2, false, remove}}});
  // By position the second argument says which is meant; by name each has its own.
  out.push_back({"list replace", {{{"list", "position", "newItem"}, 3, false, list_replace}, {{"list", "match", "newItem"}, 3, false, replace_matching}}});
  out.push_back({"reverse", {{{"list"}, 1, false, reverse}}});
  out.push_back({"index of", {{{"list", "match"}, 2, false, index_of}}});
  out.push_back({"union", {{{"list"}, 1, true, union_of}}});
  out.push_back({"distinct values", {{{"list"}, 1, false, distinct_values}}});
  out.push_back({"flatten", {{{"list"}, 1, false, flatten}}});
  out.push_back({"sort", {{{"list", "precedes"}, 1, false, sort}}});
}

}  // namespace yiwang::feel::detail
