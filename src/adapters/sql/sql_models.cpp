#include "adapters/sql/sql_models.h"

#include <cmath>

#include "adapters/sql/connection.h"

// What is known of cases and answers; the models themselves and their turns are kept in the file beside this one.

namespace yiwang {
namespace {

#define YIWANG_LEARN_COLUMNS "case_id, told_seq, at_ms, day, rehearsal, channel, unit, model, guess, confidence, margin, to_dispatcher, matter, state, decided_by, decided_ms, returns, label, label_state, side"
constexpr Sql kFollowed{"followed up to", "SELECT value FROM counter WHERE name = 'learn_seq'"};
constexpr Sql kSetFollowed{"set followed up to", "UPDATE counter SET value = ?1 WHERE name = 'learn_seq'"};
constexpr Sql kPutCase{"put learn case",
                       "INSERT INTO learn_case (" YIWANG_LEARN_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, '', '', 0) "
                       "ON CONFLICT (case_id) DO UPDATE SET told_seq = excluded.told_seq, at_ms = excluded.at_ms, day = excluded.day, rehearsal = excluded.rehearsal, channel = excluded.channel, "
                       "unit = excluded.unit, model = excluded.model, guess = excluded.guess, confidence = excluded.confidence, margin = excluded.margin, to_dispatcher = excluded.to_dispatcher, "
                       "matter = excluded.matter, state = excluded.state, decided_by = excluded.decided_by, decided_ms = excluded.decided_ms, returns = excluded.returns"};
constexpr Sql kPutShadow{"put shadow answer",
                         "INSERT INTO shadow_answer (model, case_id, matter, confidence) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (model, case_id) DO UPDATE SET matter = excluded.matter, confidence = excluded.confidence"};
constexpr Sql kAddCalls{"add model calls",
                        "INSERT INTO model_call (day, model, unit, channel, calls) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (day, model, unit, channel) DO UPDATE SET calls = model_call.calls + excluded.calls"};
constexpr Sql kFindCase{"find learn case", "SELECT " YIWANG_LEARN_COLUMNS " FROM learn_case WHERE case_id = ?1"};
constexpr Sql kDecided{"decided cases", "SELECT " YIWANG_LEARN_COLUMNS " FROM learn_case WHERE rehearsal = ?1 AND (state IN ('corrected', 'confirmed') OR label_state = 'labelled') ORDER BY case_id DESC LIMIT ?2"};
constexpr Sql kSettled{"settled cases", "SELECT " YIWANG_LEARN_COLUMNS " FROM learn_case WHERE rehearsal = ?1 AND state = 'settled' AND label_state = '' ORDER BY case_id DESC LIMIT ?2"};
constexpr Sql kToLabel{"cases to label", "SELECT " YIWANG_LEARN_COLUMNS " FROM learn_case WHERE rehearsal = ?1 AND label_state = '' AND state IN ('open', 'settled', 'doubtful') ORDER BY margin, case_id LIMIT ?2"};
constexpr Sql kDisputed{"disputed cases", "SELECT " YIWANG_LEARN_COLUMNS " FROM learn_case WHERE rehearsal = ?1 AND label_state = 'disputed' ORDER BY case_id LIMIT ?2"};
constexpr Sql kAnyReal{"any real case", "SELECT case_id FROM learn_case WHERE rehearsal = 0 LIMIT 1"};
constexpr Sql kSetSide{"set side", "UPDATE learn_case SET side = ?2 WHERE case_id = ?1 AND side = 0"};
constexpr Sql kDays{"model days",
                    "SELECT day, substr(guess, 1, 2), count(*), CAST(sum(to_dispatcher) AS BIGINT), CAST(sum(CASE WHEN state IN ('corrected', 'confirmed', 'settled') THEN 1 ELSE 0 END) AS BIGINT), "
                    "CAST(sum(CASE WHEN state = 'corrected' THEN 1 ELSE 0 END) AS BIGINT), CAST(sum(CASE WHEN returns > 0 THEN 1 ELSE 0 END) AS BIGINT), CAST(sum(confidence) AS BIGINT) "
                    "FROM learn_case WHERE rehearsal = ?3 AND day >= ?1 AND day <= ?2 AND model <> '' GROUP BY day, substr(guess, 1, 2) ORDER BY 1, 2"};
constexpr Sql kCalls{"model calls", "SELECT day, model, unit, channel, calls FROM model_call WHERE day >= ?1 AND day <= ?2 ORDER BY day, model, unit, channel"};
constexpr Sql kShadows{"shadow answers",
                       "SELECT case_id, told_seq, at_ms, day, rehearsal, channel, unit, learn_case.model, guess, learn_case.confidence, margin, to_dispatcher, learn_case.matter, state, decided_by, decided_ms, returns, "
                       "label, label_state, side, shadow_answer.matter, shadow_answer.confidence FROM shadow_answer JOIN learn_case USING (case_id) WHERE shadow_answer.model = ?1 ORDER BY case_id DESC LIMIT ?2"};
#undef YIWANG_LEARN_COLUMNS

std::int64_t millionths(double share) { return std::llround(share * 1e6); }
double share_of(std::int64_t millionths) { return static_cast<double>(millionths) / 1e6; }

LearnCase read_case(Query& q) {
  LearnCase c;
  c.case_id = q.number<std::uint64_t>(0);
  c.told_seq = q.number<std::uint64_t>(1);
  c.at_ms = q.number(2);
  c.day = q.number<std::int32_t>(3);
  c.rehearsal = q.flag(4);
  c.channel = q.text(5);
  c.unit = q.text(6);
  c.model = q.text(7);
  c.guess = q.text(8);
  c.confidence = share_of(q.number(9));
  c.margin = share_of(q.number(10));
  c.to_dispatcher = q.flag(11);
  c.matter = q.text(12);
  c.state = q.text(13);
  c.decided_by = q.text(14);
  c.decided_ms = q.number(15);
  c.returns = q.number<int>(16);
  c.label = q.text(17);
  c.label_state = q.text(18);
  c.side = q.number<int>(19);
  return c;
}

}  // namespace

std::uint64_t SqlModels::followed() {
  auto on = readers_.take();
  Query q(*on, kFollowed);
  return q.next() ? q.number<std::uint64_t>(0) : 0;
}

void SqlModels::follow(const std::vector<LearnCase>& cases, const std::vector<ShadowRow>& shadows, const std::vector<ModelCall>& calls, std::uint64_t seq) {
  write_([&](Connection& on) {
    for (const auto& c : cases) {
      run(on, kPutCase, c.case_id, c.told_seq, c.at_ms, c.day, c.rehearsal, c.channel, c.unit, c.model, c.guess, millionths(c.confidence), millionths(c.margin), c.to_dispatcher, c.matter, c.state,
          c.decided_by, c.decided_ms, c.returns);
    }
    for (const auto& s : shadows) run(on, kPutShadow, s.model, s.case_id, s.matter, millionths(s.confidence));
    for (const auto& c : calls) run(on, kAddCalls, c.day, c.model, c.unit, c.channel, c.count);
    run(on, kSetFollowed, seq);
  });
}

std::optional<LearnCase> SqlModels::find_case(std::uint64_t id) {
  auto on = readers_.take();
  Query q(*on, kFindCase, id);
  if (!q.next()) return std::nullopt;
  return read_case(q);
}

std::vector<LearnCase> SqlModels::cases(LearnPick pick, bool rehearsal, std::size_t most) {
  auto on = readers_.take();
  const Sql& sql = pick == LearnPick::decided ? kDecided : pick == LearnPick::settled ? kSettled : pick == LearnPick::to_label ? kToLabel : kDisputed;
  Query q(*on, sql, rehearsal, most);
  std::vector<LearnCase> out;
  while (q.next()) out.push_back(read_case(q));
  return out;
}

bool SqlModels::any_real_case() {
  auto on = readers_.take();
  Query q(*on, kAnyReal);
  return q.next();
}

void SqlModels::set_sides(const std::vector<std::pair<std::uint64_t, int>>& sides) {
  if (sides.empty()) return;
  write_([&](Connection& on) {
    for (const auto& [id, side] : sides) run(on, kSetSide, id, side);
  });
}

std::vector<ModelDay> SqlModels::days(std::int32_t from, std::int32_t to, bool rehearsal) {
  auto on = readers_.take();
  Query q(*on, kDays, from, to, rehearsal);
  std::vector<ModelDay> out;
  while (q.next()) {
    ModelDay d;
    d.day = q.number<std::int32_t>(0);
    d.of_class = q.text(1);
    d.count = q.number(2);
    d.to_dispatcher = q.number(3);
    d.decided = q.number(4);
    d.corrected = q.number(5);
    d.returned = q.number(6);
    d.confidence = share_of(q.number(7));
    out.push_back(std::move(d));
  }
  return out;
}

std::vector<ModelCall> SqlModels::calls(std::int32_t from, std::int32_t to) {
  auto on = readers_.take();
  Query q(*on, kCalls, from, to);
  std::vector<ModelCall> out;
  while (q.next()) out.push_back({q.number<std::int32_t>(0), q.text(1), q.text(2), q.text(3), q.number(4)});
  return out;
}

std::vector<std::pair<ShadowRow, LearnCase>> SqlModels::shadows(std::uint64_t model, std::size_t most) {
  auto on = readers_.take();
  Query q(*on, kShadows, model, most);
  std::vector<std::pair<ShadowRow, LearnCase>> out;
  while (q.next()) {
    auto c = read_case(q);
    ShadowRow s{model, c.case_id, q.text(20), share_of(q.number(21))};
    out.emplace_back(std::move(s), std::move(c));
  }
  return out;
}

}  // namespace yiwang
