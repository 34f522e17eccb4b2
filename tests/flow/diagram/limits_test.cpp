#include <gtest/gtest.h>

#include "flow/diagram/model.h"

namespace yiwang::bpmn {
namespace {

using tests::file_of;

std::string reason_of(const std::string& text, const Limits& limits = {}) {
  const auto document = read(text, limits);
  if (document) return "read";
  std::string out(code_of(document.error().reason));
  for (const auto& [name, value] : document.error().facts) {
    if (name == "what") out += " " + value;
  }
  return out;
}

std::string utf16(const std::string& ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

TEST(HostileFiles, DoctypesAndEntitiesAreRefused) {
  const auto body = file_of("<process id='p'/>");
  const auto root = body.find("<definitions");
  EXPECT_EQ(reason_of(body.substr(0, root) + "<!DOCTYPE x [<!ENTITY a 'aaa'>]>" + body.substr(root)), "malformed");
  EXPECT_EQ(reason_of(body.substr(0, root) + "<!DOCTYPE definitions SYSTEM \"file:///etc/passwd\">" + body.substr(root)), "malformed");
  EXPECT_EQ(reason_of(file_of("<process id='p' name='&xxe;'/>")), "malformed");
  EXPECT_EQ(reason_of(file_of("<process id='p'>&lol;</process>")), "malformed");
  EXPECT_EQ(reason_of(file_of("<process id='p' name='&#0;'/>")), "malformed");
  EXPECT_EQ(reason_of(file_of("<process id='p' name='&#x41;&amp;'/>")), "read");
}

TEST(HostileFiles, BrokenXmlIsRefusedWithItsPlace) {
  for (const auto* inside : {"<process id='p'>", "<process id='p'></task>", "<process id='p' id='q'/>", "<process id=p/>", "<process id='p' a='<'/>", "<q:process/>",
                             "<process q:id='p'/>", "<process id='p'", "</definitions><definitions>", "<![CDATA[ ", "<!-- ", "<?pi ", "<?xml version='1.0'?>", "\x01", "\xFF", "\xC0\xAF"}) {
    const auto document = read(file_of(inside));
    ASSERT_FALSE(document) << inside;
    EXPECT_EQ(document.error().reason, Reason::malformed) << inside;
    EXPECT_EQ(document.error().facts.front().first, "at") << inside;
  }
  EXPECT_EQ(reason_of(""), "malformed");
  EXPECT_EQ(reason_of("<html/>"), "malformed");
  EXPECT_EQ(reason_of("not xml at all"), "malformed");
}

TEST(HostileFiles, DepthSizeAndCountsAreLimited) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<subProcess>";
  EXPECT_EQ(reason_of(file_of(deep)), "too_large depth");
  EXPECT_EQ(reason_of(file_of(std::string(9u << 20, ' '))), "too_large bytes");
  std::string many = "<process id='p'>";
  for (int i = 0; i < 100; ++i) many += "<task/>";
  EXPECT_EQ(reason_of(file_of(many + "</process>"), {.elements = 50}), "too_large elements");
  std::string attributes = "<process id='p'";
  for (int i = 0; i < 200; ++i) attributes += " a" + std::to_string(i) + "=''";
  EXPECT_EQ(reason_of(file_of(attributes + "/>")), "too_large attributes");
}

TEST(HostileFiles, ThousandsOfNamespacesAreNoTrap) {
  std::string inside = "<process id='p'>";
  for (int depth = 0; depth < 30; ++depth) {
    inside += "<subProcess id='s" + std::to_string(depth) + "'";
    for (int i = 0; i < 100; ++i) inside += " xmlns:n" + std::to_string(depth) + "_" + std::to_string(i) + "='urn:x'";
    inside += ">";
  }
  for (int i = 0; i < 20000; ++i) inside += "<task/>";
  for (int depth = 0; depth < 30; ++depth) inside += "</subProcess>";
  EXPECT_EQ(reason_of(file_of(inside + "</process>")), "read");
}

/// As many of a piece as a file may hold, each with its number for #.
std::string many(const std::string& piece, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    auto one = piece;
    for (auto at = one.find('#'); at != std::string::npos; at = one.find('#')) one.replace(at, 1, std::to_string(i));
    out += one;
  }
  return out;
}

TEST(HostileFiles, CheckingTakesTimeInProportionToTheFile) {
  const std::vector<std::string> bodies = {
      many("<startEvent id='s#'/>", 40000),
      many("<endEvent id='s#'/>", 40000),
      "<task id='t'>" + many("<outgoing>f#</outgoing>", 20000) + "</task>" + many("<sequenceFlow id='f#' sourceRef='t' targetRef='t'><conditionExpression>a</conditionExpression></sequenceFlow>", 20000),
      "<task id='t'/>" + many("<boundaryEvent id='b#' attachedToRef='t'><compensateEventDefinition/></boundaryEvent><association id='a#' sourceRef='b#' targetRef='t'/>", 20000),
      "<task id='t' isForCompensation='true'/>" + many("<association id='a#' sourceRef='t' targetRef='t'/>", 40000),
      many("<intermediateThrowEvent id='e#'><linkEventDefinition id='l#' name='n'/></intermediateThrowEvent>", 20000),
      "<task id='t'><ioSpecification><inputSet id='i'>" + many("<whileExecutingInputRefs>d#</whileExecutingInputRefs><outputSetRefs>o</outputSetRefs>", 20000) +
          "</inputSet><outputSet id='o'>" + many("<inputSetRefs>x#</inputSetRefs>", 20000) + "</outputSet></ioSpecification></task>",
      many("<callActivity id='c#' calledElement='p'/>", 20000) + many("<startEvent id='s#'/>", 20000),
      many("<sequenceFlow id='f#' sourceRef='x' targetRef='y'><conditionExpression>some words here</conditionExpression></sequenceFlow>", 20000),
  };
  for (const auto& body : bodies) {
    const auto document = read(tests::process_of(body));
    ASSERT_TRUE(document);
    // Thousandfold work would take minutes; the test's own limit stops it.
    EXPECT_LE(check(*document).size(), 5'100u);
  }
}

TEST(Encodings, Utf8Utf16Latin1AndGb18030AreRead) {
  const std::string plain = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'><process id='p' name='a'/></definitions>";
  EXPECT_EQ(reason_of("\xEF\xBB\xBF" + plain), "read");
  EXPECT_EQ(reason_of(utf16(plain, false)), "read");
  EXPECT_EQ(reason_of(utf16(plain, true)), "read");
  const auto named = [&](const std::string& encoding, const std::string& name) {
    const auto document = read("<?xml version='1.0' encoding='" + encoding + "'?><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'><process id='p' name='" +
                               name + "'/></definitions>");
    return document ? document->definitions().processes[0].name : "refused";
  };
  EXPECT_EQ(named("ISO-8859-1", "\xE4"), "ä");
  EXPECT_EQ(named("GBK", "\xD4\xEB\xD2\xF4"), "噪音");
  EXPECT_EQ(named("UTF-8", "\xE4"), "refused");
  EXPECT_EQ(named("EBCDIC-37", "a"), "refused");
}

}  // namespace
}  // namespace yiwang::bpmn
