#pragma once
#include <memory>

#include "city/city.h"

namespace yiwang::sample {

/// A city of eight matters in three classes, with words of each kind; sentences of our own.
inline std::shared_ptr<const City> city() {
  auto made = std::make_shared<City>();
  made->code = "sample";
  made->name = "样例市";
  const auto matter = [&](std::string code, std::string name, std::string parent, std::string description, std::vector<std::string> urgency = {}) {
    Matter m;
    m.code = std::move(code);
    m.name = std::move(name);
    m.parent = std::move(parent);
    m.description = std::move(description);
    m.urgency_words = std::move(urgency);
    made->matters.push_back(std::move(m));
  };
  matter("01", "城乡建设", "", "城市道路、物业、燃气等");
  matter("010101", "路灯不亮", "01", "路灯故障、缺灯", {"漏电"});
  matter("010102", "道路破损", "01", "路面坑洼、塌陷", {"塌陷"});
  matter("010103", "燃气泄漏", "01", "燃气漏气、管道破裂", {"漏气"});
  matter("02", "环境保护", "", "噪声、污水、废气");
  matter("020101", "施工噪声", "02", "工地夜间施工扰民");
  matter("020102", "污水直排", "02", "向河道排放污水");
  matter("03", "教育文体", "", "学校、培训、体育");
  matter("030101", "校外培训退费", "03", "培训机构跑路、不退费");
  matter("030102", "入学报名", "03", "小学初中入学资格与学位");
  const auto examples = [&](const char* code, std::initializer_list<const char*> texts) {
    for (const auto* text : texts) made->examples.push_back({code, text});
  };
  examples("010101", {"我家门口的路灯坏了半个月了，晚上黑漆漆的", "云锦路一整排路灯都不亮，走夜路害怕", "巷子里的灯杆歪了，灯也不亮", "小区外面路灯一闪一闪的，希望来修"});
  examples("010102", {"马路上有个大坑，车子过去颠得厉害", "人行道地砖松动，下雨就溅一身泥水", "道路塌陷了一块，用围挡围着没人修", "路面坑坑洼洼，电动车差点摔倒"});
  examples("010103", {"楼道里有很重的煤气味，怀疑燃气管漏气", "厨房燃气表接口漏气，打电话没人来", "天然气管道被挖破了一直在漏", "闻到燃气味，请派人来检查管道"});
  examples("020101", {"工地半夜还在施工，吵得睡不着", "打桩机凌晨两点还在响，噪声太大", "夜间施工没有许可，孩子被吵醒", "工地噪声扰民，周末也不停"});
  examples("020102", {"工厂往河里排黑水，臭气熏天", "小河水变成乳白色，怀疑有人偷排污水", "养猪场的污水直接流进水塘", "雨水口里流出来的是污水，河都臭了"});
  examples("030101", {"培训学校关门跑路了，学费不退", "舞蹈班老板失联，课时费要不回来", "报的英语班停课，机构拖着不退费", "校外培训机构不给退款"});
  examples("030102", {"孩子今年上小学，想问怎么报名", "学区划分后我们小区对口哪所初中", "外地户口孩子入学需要什么材料", "小学学位不够，报不上名"});
  const auto word = [&](const char* kind, const char* text, double weight = 1, const char* canonical = "") { made->lexicon.push_back({kind, text, weight, canonical}); };
  word("government_body", "教育局");
  word("government_body", "城管大队", 1, "城管");
  word("people_group", "老人");
  word("subject_suffix", "物业公司");
  word("subject_suffix", "培训学校");
  word("subject_suffix", "有限公司");
  word("topic", "夜间施工");
  word("sensitive_word", "上访", 4);
  word("emotion", "忍无可忍", 4);
  word("emotion", "请问", 1);
  word("danger", "漏气", 5);
  word("danger", "着火", 5);
  word("danger", "爆炸", 5);
  word("filler", "您好");
  word("filler", "尊敬的领导");
  word("kind_offence", "举报");
  word("kind_question", "请问");
  word("kind_question", "如何");
  word("kind_suggestion", "建议");
  word("kind_help", "求助");
  word("kind_praise", "表扬");
  word("kind_praise", "锦旗");
  word("kind_complaint", "投诉");
  Road road;
  road.code = "R1";
  road.name = "云锦路";
  made->roads.push_back(road);
  made->index();
  return made;
}

}  // namespace yiwang::sample
