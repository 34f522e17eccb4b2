#include <algorithm>

#include "rehearse/city_maker_town.h"
#include "rehearse/city_maker_units.h"

namespace yiwang::maker {

namespace {

constexpr std::array<UnitPlan, 39> kPlans{{{"hotline", "rexian", "12345政务服务热线中心", "12345 Hotline Centre", ""},
                                           {"city_management", "chengguan", "城市管理局", "City Management Bureau", "《城市市容和环境卫生管理条例》"},
                                           {"housing", "zhujian", "住房和城乡建设局", "Housing and Construction Bureau", "《物业管理条例》及住房城乡建设部门职责"},
                                           {"transport", "jiaotong", "交通运输局", "Transport Bureau", "《中华人民共和国公路法》及交通运输部门职责"},
                                           {"traffic_police", "jiaojing", "公安局交通警察支队", "Traffic Police", "《中华人民共和国道路交通安全法》"},
                                           {"police", "gongan", "公安局", "Public Security Bureau", "《中华人民共和国治安管理处罚法》"},
                                           {"environment", "huanjing", "生态环境局", "Ecology and Environment Bureau", "《中华人民共和国环境保护法》"},
                                           {"water", "shuiwu", "水务局", "Water Bureau", "《中华人民共和国水法》《城市供水条例》"},
                                           {"power", "gongdian", "供电公司", "Power Company", "《中华人民共和国电力法》《供电营业规则》"},
                                           {"gas", "ranqi", "燃气集团", "Gas Company", "《城镇燃气管理条例》"},
                                           {"heating", "gongre", "供热公司", "Heating Company", "本市供热管理规定"},
                                           {"telecom", "tongxin", "通信管理办公室", "Telecom Office", "《中华人民共和国电信条例》"},
                                           {"planning", "ziran", "自然资源和规划局", "Natural Resources and Planning Bureau", "《中华人民共和国土地管理法》《城乡规划法》"},
                                           {"education", "jiaoyu", "教育局", "Education Bureau", "《中华人民共和国教育法》"},
                                           {"culture_tourism", "wenlv", "文化旅游体育局", "Culture and Tourism Bureau", "《中华人民共和国旅游法》及文旅体育部门职责"},
                                           {"health", "weijian", "卫生健康委员会", "Health Commission", "《中华人民共和国基本医疗卫生与健康促进法》"},
                                           {"medical_insurance", "yibao", "医疗保障局", "Medical Insurance Bureau", "《医疗保障基金使用监督管理条例》"},
                                           {"human_resources", "renshe", "人力资源和社会保障局", "Human Resources and Social Security Bureau", "《中华人民共和国劳动法》《社会保险法》"},
                                           {"civil_affairs", "minzheng", "民政局", "Civil Affairs Bureau", "《社会救助暂行办法》及民政部门职责"},
                                           {"market", "shichang", "市场监督管理局", "Market Supervision Bureau", "《中华人民共和国消费者权益保护法》《食品安全法》"},
                                           {"commerce", "shangwu", "商务局", "Commerce Bureau", "商务部门职责"},
                                           {"agriculture", "nongye", "农业农村局", "Agriculture and Rural Affairs Bureau", "《中华人民共和国乡村振兴促进法》"},
                                           {"emergency", "yingji", "应急管理局", "Emergency Management Bureau", "《中华人民共和国安全生产法》"},
                                           {"fire", "xiaofang", "消防救援支队", "Fire and Rescue", "《中华人民共和国消防法》"},
                                           {"justice", "sifa", "司法局", "Justice Bureau", "《中华人民共和国法律援助法》及司法行政部门职责"},
                                           {"finance", "caizheng", "财政局", "Finance Bureau", "财政与地方金融管理职责"},
                                           {"tax", "shuiwuju", "税务局", "Tax Bureau", "《中华人民共和国税收征收管理法》"},
                                           {"industry", "gongxin", "工业信息化和科技局", "Industry and Technology Bureau", "工业信息化与科技部门职责"},
                                           {"petition", "xinfang", "信访局", "Petition Office", "《信访工作条例》"},
                                           {"discipline", "jijian", "纪检监察机关", "Discipline and Supervision", "《中华人民共和国监察法》"},
                                           {"party_affairs", "zhengwu", "政务服务和数据管理局", "Government Services Bureau", "《优化营商环境条例》及政务服务部门职责"},
                                           {"veterans", "tuiyi", "退役军人事务局", "Veterans Affairs Bureau", "《中华人民共和国退役军人保障法》"},
                                           {"parks", "yuanlin", "园林绿化中心", "Parks and Greening Centre", "《城市绿化条例》"},
                                           {"sanitation", "huanwei", "环境卫生中心", "Sanitation Centre", "《城市生活垃圾管理办法》"},
                                           {"statistics", "tongji", "统计局", "Statistics Bureau", "《中华人民共和国统计法》"},
                                           {"development", "fagai", "发展和改革委员会", "Development and Reform Commission", "《中华人民共和国价格法》及发展改革部门职责"},
                                           {"disabled", "canlian", "残疾人联合会", "Disabled Persons' Federation", "《中华人民共和国残疾人保障法》"},
                                           {"women", "fulian", "妇女联合会", "Women's Federation", "《中华人民共和国妇女权益保障法》"},
                                           {"union", "gonghui", "总工会", "Trade Union", "《中华人民共和国工会法》"}}};

std::string digits(std::size_t number, std::size_t places) {
  const auto text = std::to_string(number);
  return std::string(places > text.size() ? places - text.size() : 0, '0') + text;
}

std::string lower(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

class UnitMaker {
 public:
  explicit UnitMaker(Town& town) : town_(town) {}

  MadeUnits make() {
    units_ = "code,name,name_en,kind,parent,area,phone\n";
    for (const auto& plan : kPlans) {
      add_unit(std::string(plan.code), "云澜市" + std::string(plan.name), "Yunlan " + std::string(plan.english), plan.kind, "", std::string(kCityCode));
      made_.city_unit_of_kind[std::string(plan.kind)] = std::string(plan.code);
    }
    for (const auto& district : town_.districts) {
      const auto code = "chengguan-" + lower(district.name.latin);
      add_unit(code, district.name.han + "区城市管理局", district.name.latin + " District City Management Bureau", "city_management", "chengguan", district.code);
      made_.district_branches.push_back(code);
    }
    for (const auto& street : town_.streets) {
      // Different characters may sound alike.
      auto code = "jd-" + lower(street.name.latin);
      if (std::find(codes_.begin(), codes_.end(), code) != codes_.end()) code += "-b";
      add_unit(code, street.name.han + "街道办事处", street.name.latin + " Street Office", "street", "", street.code);
      made_.street_units.push_back(code);
    }
    make_people();
    town_.files["units.csv"] = std::move(units_);
    town_.files["people.csv"] = std::move(people_);
    return std::move(made_);
  }

 private:
  void add_unit(const std::string& code, const std::string& name, const std::string& english, std::string_view kind, const std::string& parent, const std::string& area) {
    codes_.push_back(code);
    units_ += code + "," + name + "," + english + "," + std::string(kind) + "," + parent + "," + area + ",0999-880" + digits(codes_.size(), 4) + "\n";
  }

  void add_person(const std::string& login, const std::string& unit, std::string_view roles, const std::string& areas) {
    // 199 0000 numbers with a serial: nobody's.
    people_ += login + "," + person_name(town_.seed, persons_) + "," + unit + "," + std::string(roles) + "," + areas + ",1990000" + digits(persons_ + 1, 4) + "\n";
    ++persons_;
  }

  void make_people() {
    people_ = "login,name,unit,roles,areas,phone\n";
    const std::string city(kCityCode);
    add_person("admin", "rexian", "admin", city);
    for (int k = 1; k <= 24; ++k) add_person("agent" + std::to_string(k), "rexian", "agent", city);
    for (int k = 1; k <= 8; ++k) add_person("dispatcher" + std::to_string(k), "rexian", "dispatcher|agent", city);
    for (int k = 1; k <= 4; ++k) add_person("supervisor" + std::to_string(k), "rexian", "supervisor", k == 1 ? city : town_.districts[static_cast<std::size_t>(k - 2)].code);
    for (int k = 1; k <= 6; ++k) add_person("leader" + std::to_string(k), "rexian", "leader", k <= 3 ? city : town_.districts[static_cast<std::size_t>(k - 4)].code);
    const std::size_t handlers = kPeople - persons_ - town_.mesh.rings.size();
    for (std::size_t u = 0; u < codes_.size(); ++u) {
      // The bureaus listed first get the people left over.
      const auto share = handlers / codes_.size() + (u < handlers % codes_.size() ? 1 : 0);
      auto login = codes_[u];
      login.erase(std::remove(login.begin(), login.end(), '-'), login.end());
      for (std::size_t k = 1; k <= share; ++k) add_person(login + std::to_string(k), codes_[u], "handler", "");
    }
    std::size_t serial = 0;
    for (std::size_t s = 0; s < town_.streets.size(); ++s) {
      for (const auto k : town_.streets[s].cells) {
        for (const auto ring : town_.cells[k].rings) add_person("grid" + digits(++serial, 4), made_.street_units[s], "grid_worker", town_.grid_codes[ring]);
      }
    }
  }

  Town& town_;
  MadeUnits made_;
  std::string units_, people_;
  std::vector<std::string> codes_;
  std::size_t persons_ = 0;
};

}  // namespace

const UnitPlan* unit_plan(std::string_view kind) {
  const auto plan = std::find_if(kPlans.begin(), kPlans.end(), [&](const UnitPlan& one) { return one.kind == kind; });
  return plan == kPlans.end() ? nullptr : &*plan;
}

MadeUnits make_units_and_people(Town& town) { return UnitMaker(town).make(); }

}  // namespace yiwang::maker
