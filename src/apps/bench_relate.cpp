#include "apps/bench_relate.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "apps/bench_trigram.h"
#include "apps/exact_scan.h"
#include "apps/made_texts.h"
#include "base/json.h"
#include "base/text.h"

namespace yiwang {
namespace {

struct Options {
  std::size_t cases = 1'000'000, characters = 300, asked = 2000, exact = 400, trigram_rows = 100'000;
  double trigram_seconds = 30;
  std::uint64_t seed = 1;
  std::string postgres;
  bool no_trigram = false, as_json = false;
};

double cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}
double wall_us() { return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::size_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::size_t total = 0, resident = 0;
  in >> total >> resident;
  return resident * 4096;
}

/// Processor time of the one thread, and time on the wall, which on a busy machine is longer.
struct Times {
  std::vector<double> cpu, wall;
  void take(auto&& what) {
    const double w = wall_us(), c = cpu_us();
    what();
    cpu.push_back(cpu_us() - c);
    wall.push_back(wall_us() - w);
  }
  static double at(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    const auto where = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), where, values.end());
    return *where;
  }
  static double per_second(const std::vector<double>& us) {
    double sum = 0;
    for (const auto t : us) sum += t;
    return std::round(1e6 * static_cast<double>(us.size()) / std::max(sum, 1e-3));
  }
  boost::json::object to_json() {
    const auto ms = [](double us) { return std::round(us * 10) / 1e4; };
    return {{"per_s", per_second(cpu)}, {"wall_per_s", per_second(wall)}, {"p50_ms", ms(at(cpu, 0.5))}, {"p99_ms", ms(at(cpu, 0.99))}, {"wall_p99_ms", ms(at(wall, 0.99))}};
  }
};

double rounded(double value, double unit = 1e4) { return std::round(value * unit) / unit; }

/// Edited copies by somebody else an hour later, without a place: only the words can find them.
struct Asked {
  std::vector<CopyAsked> copies;
  std::vector<Fingerprint> prints;
};

Asked ask_copies(const MadeTexts& texts, const Options& o, std::size_t cases) {
  Asked asked;
  Random dice(o.seed + 4242);
  for (std::size_t i = 0; i < o.asked; ++i) {
    const auto target = static_cast<std::size_t>(dice.below(cases));
    asked.copies.push_back({to_utf8(texts.edited(texts.text(target, o.characters), i)), target});
    asked.prints.push_back(fingerprint(asked.copies.back().words));
  }
  return asked;
}

boost::json::object measure(const MadeTexts& texts, const Options& o, std::size_t cases, bool exactly) {
  boost::json::object out{{"cases", cases}};
  const auto asked = ask_copies(texts, o, cases);
  ExactScan scan(std::span(asked.prints).first(exactly ? std::min(o.exact, asked.prints.size()) : 0));
  const auto before = resident_bytes();
  Relater relater{RelateOptions{}};
  MadeQuestion made;
  double printing = 0, adding = 0;
  for (std::size_t i = 0; i < cases; ++i) {
    const auto words = to_utf8(texts.text(i, o.characters));
    const double t0 = cpu_us();
    const auto print = fingerprint(words);
    const double t1 = cpu_us();
    made.make(i, cases);
    made.question.words = &print;
    const double t2 = cpu_us();
    relater.add(CaseId{i + 1}, made.question);
    const double t3 = cpu_us();
    printing += t1 - t0;
    if (i >= cases / 2) adding += t3 - t2;
    scan.see(i, print);
  }
  out["fingerprint_us"] = rounded(printing / static_cast<double>(cases), 100);
  out["add_us"] = rounded(adding / static_cast<double>(cases - cases / 2), 100);
  out["bytes_a_case"] = std::round((static_cast<double>(resident_bytes()) - static_cast<double>(before)) / static_cast<double>(cases));
  out["held_bytes_a_case"] = std::round(static_cast<double>(relater.bytes()) / static_cast<double>(cases));

  const auto copy_question = [&](std::size_t i) {
    made.make(asked.copies[i].row, cases);
    auto q = made.question;
    q.reporter_key = q.area = q.road = q.estate = {};
    q.point.reset();
    q.at += std::chrono::hours{1};
    q.words = &asked.prints[i];
    return q;
  };
  Times copies, fresh, searching;
  std::vector<std::vector<std::uint64_t>> answers(asked.copies.size());
  std::size_t planted = 0;
  for (std::size_t i = 0; i < asked.copies.size(); ++i) {
    const auto q = copy_question(i);
    Relations found;
    copies.take([&] { found = relater.find(q); });
    for (const auto& relation : found.relations) answers[i].push_back(relation.case_id.value - 1);
    planted += std::find(answers[i].begin(), answers[i].end(), asked.copies[i].row) != answers[i].end();
  }
  auto copy = copies.to_json();
  copy["recall"] = rounded(static_cast<double>(planted) / static_cast<double>(std::max<std::size_t>(1, asked.copies.size())));
  if (exactly) {
    const auto exact = scan.finish();
    std::size_t agreed = 0;
    for (std::size_t i = 0; i < exact.best.size(); ++i) agreed += std::find(answers[i].begin(), answers[i].end(), exact.best[i]) != answers[i].end();
    copy["recall_against_exact"] = rounded(static_cast<double>(agreed) / static_cast<double>(std::max<std::size_t>(1, exact.best.size())));
    out["exact_scan"] = boost::json::object{{"asked", exact.best.size()}, {"per_s", rounded(1e6 / (exact.us_a_text * static_cast<double>(cases)), 1e3)}, {"us_a_text", rounded(exact.us_a_text)}};
  }
  out["edited_copy"] = std::move(copy);

  // New matters with a place and a reporter: what most reports are.
  Random dice(o.seed + 17);
  for (std::size_t i = 0; i < o.asked; ++i) {
    const auto print = fingerprint(to_utf8(texts.text(cases + 1000 + i, o.characters)));
    made.make(dice.below(cases), cases);
    made.question.words = &print;
    fresh.take([&] { relater.find(made.question); });
  }
  out["new_matter"] = fresh.to_json();
  for (std::size_t i = 0; i < 200; ++i) {
    const auto text = texts.text(dice.below(cases), o.characters);
    const auto words = to_utf8(text.substr(dice.below(text.size() - 6), 4));
    searching.take([&] { relater.search(words, 20); });
  }
  out["search"] = searching.to_json();

  double began = wall_us(), began_cpu = cpu_us();
  const auto bytes = relater.save();
  out["save_cpu_ms"] = rounded((cpu_us() - began_cpu) / 1e3, 1);
  out["save_ms"] = rounded((wall_us() - began) / 1e3, 1);
  out["snapshot_bytes_a_case"] = std::round(static_cast<double>(bytes.size()) / static_cast<double>(cases));
  Times merging;
  for (std::size_t i = 0; i < std::min<std::size_t>(10'000, cases / 4); ++i) {
    const CaseId one{1 + dice.below(cases)}, into{1 + dice.below(cases)};
    merging.take([&] { relater.merged(one, into); });
  }
  auto merged = merging.to_json();
  merged["max_ms"] = rounded(Times::at(merging.cpu, 1) / 1e3);
  out["merge"] = std::move(merged);
  relater = Relater{RelateOptions{}};
  began = wall_us(), began_cpu = cpu_us();
  const bool loaded = relater.load(bytes);
  out["load_cpu_ms"] = rounded((cpu_us() - began_cpu) / 1e3, 1);
  out["load_ms"] = rounded((wall_us() - began) / 1e3, 1);
  std::size_t alike = 0;
  for (std::size_t i = 0; i < asked.copies.size(); ++i) {
    std::vector<std::uint64_t> again;
    for (const auto& relation : relater.find(copy_question(i)).relations) again.push_back(relation.case_id.value - 1);
    alike += again == answers[i];
  }
  out["same_after_load"] = loaded && alike == asked.copies.size();
  return out;
}

double number(const boost::json::value& value) { return value.to_number<double>(); }

void print_times(const char* name, const boost::json::object& times) {
  std::cout << "  " << name << ": " << number(times.at("per_s")) << "/s, p50 " << number(times.at("p50_ms")) << " ms, p99 " << number(times.at("p99_ms")) << " ms (on the wall "
            << number(times.at("wall_per_s")) << "/s, p99 " << number(times.at("wall_p99_ms")) << " ms)";
  for (const char* recall : {"recall", "recall_against_exact"}) {
    if (times.contains(recall)) std::cout << ", " << recall << ' ' << number(times.at(recall));
  }
  std::cout << '\n';
}

void print(const boost::json::object& line) {
  const auto of = [&](const char* key) { return number(line.at(key)); };
  std::cout << of("cases") << " cases, " << of("bytes_a_case") << " bytes each: fingerprint " << of("fingerprint_us") << " us, add " << of("add_us") << " us\n";
  for (const char* name : {"edited_copy", "new_matter", "search", "merge"}) print_times(name, line.at(name).as_object());
  if (line.contains("exact_scan")) std::cout << "  exact scan: " << number(line.at("exact_scan").at("per_s")) << "/s\n";
  std::cout << "  snapshot: save " << of("save_ms") << " ms (" << of("save_cpu_ms") << " of processor), load " << of("load_ms") << " ms (" << of("load_cpu_ms") << "), " << of("snapshot_bytes_a_case") << " bytes a case, same answers after loading: "
            << (line.at("same_after_load").as_bool() ? "yes" : "NO") << '\n';
}

int run(Options o) {
  const MadeTexts texts(o.seed);
  boost::json::object out{{"seed", o.seed}, {"characters", o.characters}, {"relate", measure(texts, o, o.cases, true)}};
  if (!o.no_trigram) {
    const auto rows = std::min(o.trigram_rows, o.cases);
    if (rows != o.cases) out["relate_at_trigram_rows"] = measure(texts, o, rows, false);
    const auto asked = ask_copies(texts, o, rows);
    if (const char* said = std::getenv("YIWANG_TEST_POSTGRES"); said != nullptr && o.postgres.empty()) o.postgres = said;
    const auto t = measure_trigram(o.postgres, rows, [&](std::size_t i) { return to_utf8(texts.text(i, o.characters)); }, asked.copies, o.trigram_seconds);
    out["pg_trgm"] = boost::json::object{{"rows", t.rows},           {"asked", t.asked},        {"per_s", rounded(t.per_s, 100)},       {"p50_ms", rounded(t.p50_ms, 10)},
                                         {"p99_ms", rounded(t.p99_ms, 10)}, {"recall", rounded(t.recall)}, {"load_s", rounded(t.load_s, 10)}, {"index_s", rounded(t.index_s, 10)},
                                         {"index_bytes_a_row", std::round(t.index_bytes_a_row)}};
    const auto& ours = out.at(rows != o.cases ? "relate_at_trigram_rows" : "relate").at("edited_copy");
    out["times_faster_than_pg_trgm"] = std::round(ours.at("wall_per_s").to_number<double>() / std::max(t.per_s, 1e-6));
  }
  if (o.as_json) {
    std::cout << boost::json::serialize(out) << '\n';
    return 0;
  }
  print(out.at("relate").as_object());
  if (out.contains("relate_at_trigram_rows")) print(out.at("relate_at_trigram_rows").as_object());
  if (!out.contains("pg_trgm")) return 0;
  const auto& t = out.at("pg_trgm").as_object();
  std::cout << "pg_trgm, " << number(t.at("rows")) << " rows: " << number(t.at("per_s")) << "/s, p50 " << number(t.at("p50_ms")) << " ms, recall " << number(t.at("recall")) << " of " << number(t.at("asked"))
            << " asked, index " << number(t.at("index_bytes_a_row")) << " bytes a row made in " << number(t.at("index_s")) << " s; ours is " << number(out.at("times_faster_than_pg_trgm")) << " times faster\n";
  return 0;
}

}  // namespace

void add_bench_relate(CLI::App& bench, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = bench.add_subcommand("relate", "Find edited copies among many made-up cases; beside an exact scan and PostgreSQL pg_trgm (docs/relating.md)");
  sub->add_option("--cases", o->cases, "cases in the window")->capture_default_str()->check(CLI::Range(1000, 20'000'000));
  sub->add_option("--characters", o->characters, "a case's text")->capture_default_str()->check(CLI::Range(20, 1000));
  sub->add_option("--asked", o->asked, "questions of each sort")->capture_default_str();
  sub->add_option("--exact", o->exact, "of them also answered by an exact scan")->capture_default_str()->check(CLI::Range(0, 512));
  sub->add_option("--trigram-rows", o->trigram_rows, "rows PostgreSQL is given; ours is measured there too")->capture_default_str();
  sub->add_option("--trigram-seconds", o->trigram_seconds, "how long PostgreSQL is asked")->capture_default_str();
  sub->add_option("--postgres", o->postgres, "a server to use instead of a temporary one; YIWANG_TEST_POSTGRES does the same");
  sub->add_flag("--no-trigram", o->no_trigram, "leave PostgreSQL out");
  sub->add_option("--seed", o->seed, "same seed, same texts")->capture_default_str();
  sub->add_flag("--json", o->as_json, "one JSON object on standard output");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
