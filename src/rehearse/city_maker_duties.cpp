#include <algorithm>

#include "rehearse/city_maker_town.h"
#include "rehearse/city_maker_units.h"

namespace yiwang::maker {

namespace {

/// A row for every matter whose name contains a text: at a time of day or when a word is said.
struct Rule {
  std::string_view matter, condition, lead, assist, basis;
};
constexpr std::array<Rule, 48> kRules{{
    {"建筑施工噪声", "time=22:00-06:00", "@city_management", "@police", "《中华人民共和国噪声污染防治法》：夜间施工噪声由城市管理部门查处"},
    {"建筑施工噪声", "time=06:00-22:00", "@environment", "@housing", "《中华人民共和国噪声污染防治法》：昼间施工噪声由生态环境部门监督"},
    {"夜间施工噪声", "time=06:00-22:00", "@environment", "@city_management", "《中华人民共和国噪声污染防治法》：昼间反映的由生态环境部门先行核查"},
    {"商业经营噪声", "time=22:00-06:00", "@police", "@city_management", "《中华人民共和国噪声污染防治法》：夜间扰民由公安机关处置"},
    {"商业经营噪声", "word=高音喇叭|音响", "@city_management", "@police", "《中华人民共和国噪声污染防治法》"},
    {"娱乐场所噪声", "word=KTV|酒吧", "@culture_tourism", "@police", "《娱乐场所管理条例》"},
    {"邻里与装修噪声", "time=22:00-06:00", "@police", "@street", "《中华人民共和国治安管理处罚法》：夜间扰民由公安机关处置"},
    {"邻里与装修噪声", "word=装修", "@street", "@housing", "《物业管理条例》：装修时间由物业与街道约束"},
    {"广场舞噪声", "time=22:00-06:00", "@police", "@street", "《中华人民共和国噪声污染防治法》"},
    {"设备低频噪声", "word=水泵|电梯", "@housing", "@environment", "《物业管理条例》：共用设施由物业维护"},
    {"设备低频噪声", "word=空调外机", "@city_management", "@environment", "《城市市容和环境卫生管理条例》"},
    {"工地与道路扬尘", "word=工地", "@housing", "@environment", "《中华人民共和国大气污染防治法》：施工工地扬尘由住建部门监督"},
    {"工地与道路扬尘", "word=渣土车", "@city_management", "@traffic_police", "《中华人民共和国大气污染防治法》：运输扬尘由城市管理部门监督"},
    {"露天焚烧", "word=秸秆", "@agriculture", "@environment", "《中华人民共和国大气污染防治法》：秸秆焚烧由农业农村部门监督"},
    {"恶臭异味", "word=垃圾", "@sanitation", "@environment", "《城市生活垃圾管理办法》"},
    {"恶臭异味", "word=养殖|猪场", "@agriculture", "@environment", "《畜禽规模养殖污染防治条例》"},
    {"餐饮油烟", "word=小区|楼下", "@city_management", "@market", "《中华人民共和国大气污染防治法》"},
    {"城市道路破损", "word=小区内", "@housing", "@street", "《物业管理条例》：小区内道路由物业维护"},
    {"城市道路破损", "word=国道|省道", "@transport", "@city_management", "《中华人民共和国公路法》"},
    {"井盖缺失破损", "word=电力", "@power", "@city_management", "《城市道路管理条例》：井盖由产权单位维护"},
    {"井盖缺失破损", "word=通信|光缆", "@telecom", "@city_management", "《城市道路管理条例》：井盖由产权单位维护"},
    {"井盖缺失破损", "word=自来水|污水", "@water", "@city_management", "《城市道路管理条例》：井盖由产权单位维护"},
    {"井盖缺失破损", "word=燃气", "@gas", "@city_management", "《城镇燃气管理条例》"},
    {"路灯不亮", "word=小区内", "@housing", "@street", "《物业管理条例》"},
    {"路灯不亮", "word=村里|乡道", "@transport", "@street", "《农村公路养护管理办法》"},
    {"城市排水与内涝", "word=隧道|下穿", "@city_management", "@traffic_police|@emergency", "《城镇排水与污水处理条例》"},
    {"城市排水与内涝", "word=小区内|地下车库", "@housing", "@street", "《物业管理条例》"},
    {"城市防护栏", "word=护栏中央|隔离栏", "@traffic_police", "@city_management", "《中华人民共和国道路交通安全法》"},
    {"占道经营", "word=校门口|学校门口", "@city_management", "@market|@education", "校园周边综合治理职责分工"},
    {"占道经营", "time=05:00-08:00", "@city_management", "@market", "早市时段由城市管理部门值守"},
    {"违规广告牌", "word=倾斜|掉落|松动", "@city_management", "@emergency", "户外广告设施安全管理规定"},
    {"渣土运输", "time=22:00-06:00", "@city_management", "@traffic_police", "《城市建筑垃圾管理规定》：夜间联合查处"},
    {"机动车违停", "word=人行道", "@city_management", "@traffic_police", "人行道违法停车处罚权划转决定"},
    {"机动车违停", "word=小区内", "@housing", "@street", "《物业管理条例》"},
    {"机动车违停", "word=消防通道", "@fire", "@traffic_police", "《中华人民共和国消防法》"},
    {"充电桩与电动车充电", "word=楼道|飞线", "@fire", "@street", "《高层民用建筑消防安全管理规定》"},
    {"高空抛物", "word=伤|砸", "@police", "@street", "《中华人民共和国民法典》：公安机关应当及时调查"},
    {"生活垃圾清运", "word=小区", "@sanitation", "@housing|@street", "《城市生活垃圾管理办法》"},
    {"道路保洁", "word=背街|小巷", "@street", "@sanitation", "本市街巷保洁分级规定"},
    {"公共厕所", "word=公园", "@parks", "@sanitation", "《城市绿化条例》"},
    {"犬只管理", "word=咬", "@police", "@city_management|@health", "《中华人民共和国动物防疫法》"},
    {"犬只管理", "word=流浪狗", "@city_management", "@police", "本市养犬管理规定"},
    {"供水管道漏水", "word=楼道|室内", "@housing", "@water", "《城市供水条例》：表后管道由业主与物业负责"},
    {"停水与水压", "word=二次供水|水箱", "@housing", "@water|@health", "二次供水设施管理规定"},
    {"停电与电压", "word=小区配电房", "@housing", "@power", "《供电营业规则》：产权分界点以下由产权人维护"},
    {"房屋渗漏", "word=保修期", "@housing", "@street", "《建设工程质量管理条例》"},
    {"绿化养护", "word=小区", "@housing", "@parks", "《物业管理条例》"},
    {"共享单车", "word=人行道|乱停", "@city_management", "@transport", "互联网租赁自行车管理办法"},
}};

/// Matters that every street office leads at home, with the bureau that helps.
constexpr std::array<std::array<std::string_view, 3>, 4> kStreetMatters{{{"占道经营", "@city_management", "街道综合执法职责清单"},
                                                                         {"物业服务质量", "@housing", "街道对物业活动的属地监督职责"},
                                                                         {"老旧小区改造", "@housing", "老旧小区改造由属地街道牵头组织"},
                                                                         {"垃圾分类", "@sanitation", "街道生活垃圾分类属地职责"}}};

class DutyMaker {
 public:
  DutyMaker(Town& town, const MadeUnits& units, const std::vector<Matter>& matters) : town_(town), units_(units), matters_(matters) {}

  void make() {
    text_ = "matter,area,condition,lead,assist,basis\n";
    for (const auto& matter : matters_) {
      if (matter.code.size() != 6) continue;
      const auto* plan = unit_plan(matter.unit_kind);
      const std::string basis(plan == nullptr ? "街道办事处属地职责" : plan->basis.empty() ? "12345政务服务便民热线工作规范" : plan->basis);
      add(matter, "", "", "@" + matter.unit_kind, "", basis);
      for (const auto& rule : kRules) {
        if (names(matter, rule.matter)) add(matter, "", rule.condition, std::string(rule.lead), rule.assist, std::string(rule.basis));
      }
      for (const auto& [name, assist, basis_here] : kStreetMatters) {
        if (!names(matter, name)) continue;
        for (std::size_t s = 0; s < town_.streets.size(); ++s) add(matter, town_.streets[s].code, "", units_.street_units[s], assist, std::string(basis_here));
      }
      add_water_sides(matter);
    }
    town_.files["duties.csv"] = std::move(text_);
  }

 private:
  static bool names(const Matter& matter, std::string_view part) { return matter.name.find(part) != std::string::npos; }

  /// Along the river the water bureau has the say, in the lake's park the parks centre.
  void add_water_sides(const Matter& matter) {
    for (const auto& cell : town_.cells) {
      const bool river = cell.row == Town::kRiverRow || cell.row == Town::kRiverRow - 1;
      const bool lake = cell.row == 7 && cell.column == 9;
      if (river && names(matter, "违规倾倒填埋固废")) add(matter, cell.code, "", "@water", "@environment|@city_management", "河道管理范围内由水行政主管部门查处：《中华人民共和国河道管理条例》");
      if (river && names(matter, "违法建设")) add(matter, cell.code, "word=河道|河堤|江边", "@water", "@city_management", "《中华人民共和国防洪法》");
      if (lake && (names(matter, "占道经营") || names(matter, "公共厕所") || names(matter, "生活垃圾清运") || names(matter, "河湖水质") || names(matter, "机动车违停"))) {
        add(matter, cell.code, "", "@parks", "@street", "栖霞湖公园由园林绿化中心统一管理");
      }
    }
  }

  void add(const Matter& matter, const std::string& area, std::string_view condition, const std::string& lead, std::string_view assist, const std::string& basis) {
    text_ += matter.code + "," + area + "," + std::string(condition) + "," + lead + "," + std::string(matter.secret ? "" : assist) + "," + basis + "\n";
  }

  Town& town_;
  const MadeUnits& units_;
  const std::vector<Matter>& matters_;
  std::string text_;
};

}  // namespace

void make_duties(Town& town, const MadeUnits& units, const std::vector<Matter>& matters) { DutyMaker(town, units, matters).make(); }

}  // namespace yiwang::maker
