#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "apps/commands.h"
#include "apps/house.h"
#include "city/load.h"
#include "understand/call/call_reader.h"
#include "understand/call/transcript.h"

namespace yiwang {
namespace {

struct Options {
  std::string transcript, now, city;
  bool as_json = false, times = false;
};

void print_plain(const CallForm& form, const City& city, const Transcript& call) {
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const auto field = static_cast<CallField>(i);
    std::cout << info(field).zh << ": ";
    const auto& filled = form[field];
    if (!filled) {
      std::cout << "-\n";
      continue;
    }
    if (field == CallField::matter) {
      bool first = true;
      for (const auto& guess : form.matters) {
        const auto* matter = city.matter(guess.matter);
        std::cout << (first ? "" : ", ") << guess.matter << ' ' << (matter != nullptr ? matter->name : "") << ' ' << guess.confidence;
        first = false;
      }
    } else if (const auto* flag = std::get_if<bool>(&filled->value)) {
      std::cout << (*flag ? "是" : "否");
    } else {
      std::cout << std::get<std::string>(filled->value);
    }
    std::cout << "  (" << filled->confidence;
    for (const auto& at : filled->said) std::cout << (&at == &filled->said.front() ? "; 行 " : ", ") << call.file_lines[at.line - 1];
    std::cout << ")\n";
  }
}

int run(const Options& o) {
  const SystemClock clock;
  const auto now = o.now.empty() ? std::optional(clock.now()) : parse_instant(o.now);
  if (!now) {
    std::cerr << "fill: --now wants a time such as 2026-11-21T16:00:00+08:00, not " << o.now << '\n';
    return 1;
  }
  std::string text;
  if (o.transcript == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream in(o.transcript, std::ios::binary);
    if (!in) {
      std::cerr << "fill: cannot read " << o.transcript << '\n';
      return 2;
    }
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  const auto call = read_transcript(text);
  if (!call) {
    std::cerr << "fill: " << o.transcript << ": " << code_of(call.error().reason) << ' ' << info(call.error().reason).what;
    for (const auto& [key, value] : call.error().facts) std::cerr << ' ' << key << '=' << value;
    std::cerr << '\n';
    return 1;
  }
  const auto folder = o.city.empty() ? shipped("catalogue/demo") : std::filesystem::path(o.city);
  const auto loaded = load_city(folder);
  if (!loaded.city) {
    std::cerr << "fill: the city in " << folder.string() << " cannot be read\n";
    for (const auto& fault : loaded.faults) std::cerr << to_text(fault) << '\n';
    return 2;
  }
  const auto reader = std::make_shared<const Reader>(loaded.city);
  CallReader listening(reader, *now);
  double slowest = 0;
  for (const auto& line : call->lines) {
    const auto from = std::chrono::steady_clock::now();
    listening.add(line);
    listening.form();
    slowest = std::max(slowest, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
  }
  const auto& form = listening.form();
  if (o.as_json) std::cout << boost::json::serialize(form_as_json(form, *loaded.city, call->file_lines)) << '\n';
  else print_plain(form, *loaded.city, *call);
  if (o.times) std::cerr << call->lines.size() << " lines, the slowest " << slowest << " ms\n";
  return 0;
}

}  // namespace

void add_fill(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("fill", "Fill the seat's form from a call as speech recognition wrote it");
  sub->add_option("--transcript", o->transcript, "UTF-8 lines that begin with 坐席: or 市民:; - reads from standard input")->required();
  sub->add_option("--now", o->now, "when the call runs, RFC 3339; the present when left out");
  sub->add_option("--city", o->city, "a city's folder; the demo city that ships when left out");
  sub->add_flag("--json", o->as_json, "print JSON: fields with confidence and where it was said, and the plain form");
  sub->add_flag("--times", o->times, "also print what the slowest line took");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
