#include "rehearse/report_maker.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::array kOpeners{"", "", "你好，", "您好，我想反映一下，", "请问", "我要投诉，", "领导您好，", "麻烦帮忙看看，", "反映一个问题：", "12345你好，"};
constexpr std::array kClosers{"", "", "。希望尽快处理。", "，请有关部门管一管。", "，已经好几天了。", "，谢谢。", "，大家意见很大。", "。请给个答复。", "，晚上都没法休息。", "。盼回复！"};
constexpr std::array kAgain{"之前反映过，到现在还没有解决。", "昨天打过电话，没有人来处理。", "再次反映：", "上次说会处理，一直没有动静。"};
constexpr std::array kSurnames{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"};
constexpr std::array kTitles{"先生", "女士", "阿姨", "师傅", "老师"};
constexpr std::array<double, 24> kHours{0.25, 0.15, 0.1, 0.08, 0.08, 0.15, 0.4, 0.9, 1.6, 2.0, 2.0, 1.7, 1.1, 1.2, 1.6, 1.8, 1.8, 1.6, 1.3, 1.2, 1.1, 0.9, 0.6, 0.4};

template <class List>
const char* pick(Random& random, const List& list) {
  return list[random.below(list.size())];
}

bool names_a_place(std::string_view text) {
  for (const auto* mark : {"路", "街", "花园", "小区", "村", "大道", "镇", "苑", "家园", "广场"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

ReportMaker::ReportMaker(std::shared_ptr<const City> city, std::uint64_t seed, int sentences) : city_(std::move(city)), random_(seed), seed_(seed), sentences_(sentences) {
  for (const auto& example : city_->examples) examples_[example.matter].push_back(&example);
  for (auto& [matter, list] : examples_) {
    // Sentences that name a place of their own would contradict the place put in front; they are used only where there is nothing else.
    std::vector<const MatterExample*> placeless;
    std::copy_if(list.begin(), list.end(), std::back_inserter(placeless), [](const auto* e) { return !names_a_place(e->text); });
    if (!placeless.empty()) list = std::move(placeless);
  }
  double total = 0;
  for (const auto& matter : city_->matters) {
    if (matter.code.size() < 6 || !examples_.contains(matter.code)) continue;
    matters_.push_back(&matter);
    // A few matters make most of the calls, as everywhere; which ones follows from the code, so it is the same in every run.
    const auto place = Random(stable_hash(matter.code)).unit();
    total += 0.2 + 4.0 * place * place * place * place + (matter.code.starts_with("01") || matter.code.starts_with("02") ? 0.8 : 0.0);
    cumulative_.push_back(total);
  }
}

double ReportMaker::busyness(int local_hour) { return kHours[static_cast<std::size_t>(local_hour) % 24]; }

const Truth* ReportMaker::truth(const std::string& external_id) const {
  const auto it = truths_.find(external_id);
  return it == truths_.end() ? nullptr : &it->second;
}

std::size_t ReportMaker::pick_matter() {
  const auto at = random_.unit() * cumulative_.back();
  return static_cast<std::size_t>(std::lower_bound(cumulative_.begin(), cumulative_.end(), at) - cumulative_.begin());
}

RawReporter ReportMaker::person() {
  RawReporter who;
  if (random_.chance(0.08)) return who;    // anonymous
  who.name = std::string(pick(random_, kSurnames)) + pick(random_, kTitles);
  who.phone = "100" + std::to_string(10000000 + random_.below(89999999));
  who.confidential = random_.chance(0.05);
  return who;
}

std::string ReportMaker::place_words(const Address& address, std::string& field) {
  const auto* road = city_->road(address.road);
  const auto* estate = city_->estate(address.estate);
  std::string street;
  for (const auto* area : city_->chain(address.area)) {
    if (area->kind == AreaKind::street) street = area->name;
  }
  std::string exact;
  if (estate != nullptr) exact = estate->name + (random_.chance(0.6) ? address.building : std::string{});
  else if (road != nullptr) exact = road->name + address.number + "号";
  else exact = street;
  field = random_.chance(0.5) ? street + exact : std::string{};
  const auto how = random_.below(5);
  if (how == 0) return street + exact;
  if (how == 1) return exact + "附近";
  if (how == 2 && estate != nullptr) return estate->name;
  if (how == 3 && road != nullptr) return road->name + address.number + "号";
  return exact;
}

RawReport ReportMaker::make(Instant at, const std::string& matter, std::size_t address_at) {
  const auto& address = city_->addresses[address_at];
  const auto& sentences = examples_.at(matter);
  RawReport report;
  static constexpr std::array kDoors{Channel::hotline, Channel::hotline, Channel::hotline, Channel::hotline, Channel::web, Channel::app, Channel::app, Channel::mailbox, Channel::patrol};
  report.channel = kDoors[random_.below(kDoors.size())];
  report.external_id = "R" + std::to_string(seed_) + "-" + std::to_string(++count_);
  const auto place = place_words(address, report.address);
  report.text = std::string(pick(random_, kOpeners)) + place + "，" + sentences[random_.below(sentences.size())]->text;
  for (int more = 1; more < sentences_; ++more) report.text += "。" + sentences[random_.below(sentences.size())]->text;
  // The sentence's own full stop gives way to the closer, which brings its own.
  for (const std::string_view stop : {"。", "！", "？"}) {
    if (report.text.ends_with(stop)) report.text.resize(report.text.size() - stop.size());
  }
  report.text += pick(random_, kClosers);
  if (random_.chance(0.35)) report.point = address.point;
  report.reporter = person();
  report.received_at = at;
  report.rehearsal = true;
  return report;
}

RawReport ReportMaker::next(Instant at) {
  std::erase_if(outbreaks_, [&](const Outbreak& o) { return o.until < at; });
  if (outbreaks_.size() < 3 && random_.chance(0.004)) {
    outbreaks_.push_back({matters_[pick_matter()]->code, random_.below(city_->addresses.size()), at + hours{4 + static_cast<int>(random_.below(40))}});
  }
  RawReport report;
  Truth truth;
  if (!lately_.empty() && random_.chance(0.03)) {
    const auto& before = lately_[random_.below(lately_.size())];
    report = before.report;
    truth = before.truth;
    report.external_id = "R" + std::to_string(seed_) + "-" + std::to_string(++count_);
    report.text = pick(random_, kAgain) + report.text;
    report.received_at = at;
  } else if (!outbreaks_.empty() && random_.chance(0.06)) {
    const auto& outbreak = outbreaks_[random_.below(outbreaks_.size())];
    report = make(at, outbreak.matter, outbreak.address);
    truth = {outbreak.matter, city_->addresses[outbreak.address].area};
  } else {
    const auto* matter = matters_[pick_matter()];
    const auto address = random_.below(city_->addresses.size());
    report = make(at, matter->code, address);
    truth = {matter->code, city_->addresses[address].area};
  }
  if (truths_.size() > 200'000) truths_.clear();
  truths_[report.external_id] = truth;
  lately_.push_back({report, truth});
  if (lately_.size() > 400) lately_.pop_front();
  return report;
}

}  // namespace yiwang
