#include "apps/eval_address.h"

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "base/json.h"
#include "locate/tagger/address_tagger.h"

namespace yiwang {
namespace {

struct Options {
  std::string train, test;
  bool as_json = false, quick = false, errors = false;
  TaggerOptions tagger;
};

std::vector<TaggedAddress> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << in.rdbuf();
  try {
    return read_bio(text.str());
  } catch (const std::runtime_error& wrong) {
    throw std::runtime_error(path + ": " + wrong.what());
  }
}

double seconds_since(std::chrono::steady_clock::time_point start) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

void print_kinds(const std::map<std::string, PhraseScores>& kinds) {
  for (const auto& [kind, scores] : kinds) {
    std::cout << "  " << kind << std::string(kind.size() < 12 ? 12 - kind.size() : 1, ' ') << "precision " << scores.precision() << " recall " << scores.recall() << " f1 " << scores.f1() << " of "
              << scores.true_ones << '\n';
  }
}

int run(const Options& o) {
  const auto train = read_file(o.train), test = read_file(o.test);
  if (train.empty() || test.empty()) throw std::runtime_error((train.empty() ? o.train : o.test) + " holds no address");
  auto options = o.tagger;
  if (o.quick) options.network = false, options.members = 1;
  const auto began = std::chrono::steady_clock::now();
  const auto tagger = AddressTagger::train(train, options, [&](int member, int pass) {
    std::cerr << "model " << member + 1 << " of " << options.members << ", pass " << pass + 1 << " of " << options.passes << ", " << static_cast<int>(seconds_since(began)) << " s\n";
  });
  const double training = seconds_since(began);

  PhraseScores all;
  std::map<std::string, PhraseScores> kinds;
  std::size_t whole = 0;
  const auto reading = std::chrono::steady_clock::now();
  std::vector<std::vector<TaggedPhrase>> answers;
  for (const auto& address : test) answers.push_back(tagger.tag(address.tokens));
  const double per_second = static_cast<double>(test.size()) / std::max(seconds_since(reading), 1e-9);
  for (std::size_t i = 0; i < test.size(); ++i) {
    count_phrases(answers[i], test[i].phrases, all);
    whole += answers[i] == test[i].phrases ? 1u : 0u;
    std::map<std::string, std::pair<std::vector<TaggedPhrase>, std::vector<TaggedPhrase>>> by_kind;
    for (const auto& phrase : answers[i]) by_kind[phrase.kind].first.push_back(phrase);
    for (const auto& phrase : test[i].phrases) by_kind[phrase.kind].second.push_back(phrase);
    for (const auto& [kind, pair] : by_kind) count_phrases(pair.first, pair.second, kinds[kind]);
    if (o.errors && answers[i] != test[i].phrases) {
      const auto show = [&](const std::vector<TaggedPhrase>& phrases) {
        for (const auto& phrase : phrases) {
          std::cout << ' ';
          for (int t = phrase.from; t < phrase.to; ++t) std::cout << test[i].tokens[static_cast<std::size_t>(t)];
          std::cout << '/' << phrase.kind;
        }
      };
      std::cout << "answer";
      show(answers[i]);
      std::cout << "\ntruth ";
      show(test[i].phrases);
      std::cout << "\n\n";
    }
  }
  const double exact = static_cast<double>(whole) / static_cast<double>(test.size());
  if (o.as_json) {
    json::Object out{{"train", train.size()}, {"test", test.size()}, {"precision", all.precision()}, {"recall", all.recall()}, {"f1", all.f1()}, {"whole_addresses", exact},
                     {"train_s", training}, {"addresses_per_s", per_second}};
    json::Object each;
    for (const auto& [kind, scores] : kinds) each[kind] = json::Object{{"precision", scores.precision()}, {"recall", scores.recall()}, {"f1", scores.f1()}, {"count", scores.true_ones}};
    out["kinds"] = std::move(each);
    std::cout << boost::json::serialize(out) << '\n';
    return 0;
  }
  std::cout << "trained on " << train.size() << " addresses in " << training << " s, read " << test.size() << " at " << per_second << "/s on one core\n";
  print_kinds(kinds);
  std::cout << "whole addresses right: " << exact << "\nprecision " << all.precision() << "\nrecall " << all.recall() << "\nf1 " << all.f1() << '\n';
  return 0;
}

}  // namespace

void add_eval_address(CLI::App& eval, int& exit_code) {
  auto o = std::make_shared<Options>();
  o->tagger.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 8u));
  auto* sub = eval.add_subcommand("address-parse", "Train the address parser on one BIO file and test it on another");
  sub->add_option("--train", o->train, "addresses, a token and its label a line, an empty line between")->required();
  sub->add_option("--test", o->test, "addresses of the same form that were not in training")->required();
  sub->add_option("--models", o->tagger.members, "how many models vote")->check(CLI::Range(1, 20));
  sub->add_option("--passes", o->tagger.passes, "over the training file")->check(CLI::Range(1, 50));
  sub->add_option("--seed", o->tagger.seed);
  sub->add_flag("--quick", o->quick, "linear features alone: seconds instead of minutes, a little less right");
  sub->add_flag("--errors", o->errors, "print each address that was read otherwise than its labels say");
  sub->add_flag("--json", o->as_json);
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
