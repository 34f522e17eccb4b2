#include "learn/learn_house.h"

#include "base/random.h"

namespace yiwang::testing {
namespace {

/// Without relating: made-up reports are alike, and here each shall be a case of its own.
Advisers with(std::shared_ptr<const Reader> reader) {
  auto advisers = small_advisers();
  auto city = std::make_shared<City>(*advisers.city);
  city->settings.intake_relate = false;
  advisers.city = std::move(city);
  advisers.reader = std::move(reader);
  return advisers;
}

template <std::size_t N>
const char* pick(Random& random, const char* const (&list)[N]) {
  return list[random.below(N)];
}

}  // namespace

LearnHouse::LearnHouse(const std::filesystem::path& folder, bool is_rehearsal) : rehearsal(is_rehearsal), house(folder, 1) {
  house.writer->use(with(registry.reader_in_use(small_city(), nine())));
  learning = std::make_unique<Learning>(house.office, registry, Learning::Options{true, true});
}

std::string LearnHouse::words(int number, bool lamp) {
  static const char* const kPlaces[] = {"小区东门外头", "菜场后面的巷子", "河边新修的步道", "学校围墙旁边", "公园南侧广场", "地铁站二号口", "老厂宿舍楼下", "医院急诊对面", "桥头公交站台", "幼儿园接送区"};
  static const char* const kLamps[] = {"高杆灯夜里熄灭", "照明设施整排失灵", "灯泡闪烁忽明忽暗", "天黑后伸手不见五指", "灯柱倾斜线头裸露", "感应灯迟迟没有维修"};
  static const char* const kStalls[] = {"卖水果的三轮车堵着", "烧烤摊油烟呛得咳嗽", "夜市桌椅摆到车道", "小贩吆喝一直到深夜", "早点铺占了盲道", "收旧货的堆满纸箱"};
  static const char* const kAfter[] = {"老人经过险些摔倒", "孩子放学只好绕远路", "邻居们反映了好几回", "骑车的被迫走快车道", "已经持续将近两周", "昨晚还有人受了伤", "物业推说不归他们管", "下雨天更加难走"};
  Random random(static_cast<std::uint64_t>(number) * 977 + 5);
  const std::string place = pick(random, kPlaces), after = pick(random, kAfter), more = pick(random, kAfter);
  return place + "，" + (lamp ? pick(random, kLamps) : pick(random, kStalls)) + "，" + after + "，" + more + "。";
}

std::uint64_t LearnHouse::told(int number) {
  RawReport raw;
  raw.channel = Channel::hotline;
  raw.external_id = "L-" + std::to_string(number);
  raw.text = words(number, is_lamp(number));
  raw.address = "云锦路" + std::to_string(number % 90 + 1) + "号";
  raw.reporter.phone = "1000" + std::to_string(1000000 + number);
  raw.rehearsal = rehearsal;
  const auto outcome = house.tell(std::move(raw), house.clock.now());
  if (!outcome) throw std::runtime_error("not taken in");
  return outcome->case_id.value;
}

std::shared_ptr<const Case> LearnHouse::see(std::uint64_t id) { return house.office.see(supervisor(), CaseId{id})->c; }

void LearnHouse::command(std::uint64_t id, Command wanted, Role role, const std::string& unit) {
  const auto done = house.ask(somebody(role, unit), CaseId{id}, std::move(wanted), see(id)->version, house.clock.now());
  if (!done) throw std::runtime_error("refused: " + std::string(code_of(done.error().reason)));
}

std::uint64_t LearnHouse::decided(int number, bool swapped) {
  const auto id = told(number);
  const std::string truth = is_lamp(number) != swapped ? "010101" : "010102";
  command(id, CorrectMatter{truth});
  return id;
}

std::uint64_t LearnHouse::train(const std::string& note) {
  const auto job = learning->train(admin(), std::nullopt, note, asking());
  if (!job) throw std::runtime_error("no training: " + std::string(code_of(job.error().reason)));
  const auto seen = learning->job(*job)->get_object();
  if (seen.at("state") != "done") throw std::runtime_error("training " + std::string(seen.at("state").get_string()) + ": " + boost::json::serialize(seen.at("fault")));
  return seen.at("model").to_number<std::uint64_t>();
}

}  // namespace yiwang::testing
