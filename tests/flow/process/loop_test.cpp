#include "flow/process/stage.h"

namespace yiwang::process {
namespace {

constexpr std::string_view kAll = R"(
    allow add_signer remove_signer
    start s
    user sign collection=signers item=who assign=who outputCollection=votes outputItem=outcome completion='count(votes[item = "no"]) >= 1'
    user after
    end e
    s -> sign
    sign -> after
    after -> e
)";

TEST(Loops, everybody_signs_and_the_votes_are_kept_in_order) {
  Stage stage(kAll);
  stage.start({{"signers", list({"A", "B", "C"})}});
  EXPECT_EQ(stage.open(), "sign:A sign:B sign:C");
  const auto tasks = stage.state.tasks;
  for (const int i : {1, 0, 2}) EXPECT_EQ(stage.tell(CompleteTask{tasks[static_cast<std::size_t>(i)].id, {}, "yes" + std::to_string(i), {}}), "");
  EXPECT_EQ(stage.open(), "after");
  EXPECT_EQ(stage.variable("votes"), list({"yes0", "yes1", "yes2"}));
}

TEST(Loops, one_no_ends_the_round_and_takes_the_other_tasks_away) {
  Stage stage(kAll);
  stage.start({{"signers", list({"A", "B", "C"})}});
  EXPECT_EQ(stage.tell(CompleteTask{stage.state.tasks[1].id, {}, "no", {}}), "");
  EXPECT_EQ(stage.open(), "after");
}

TEST(Loops, signers_are_added_to_and_removed_from_a_running_round) {
  Stage stage(kAll);
  stage.start({{"signers", list({"A", "B"})}});
  const int first = stage.state.tasks[0].id;
  EXPECT_EQ(stage.tell(AddSigner{first, "C", ""}), "");
  EXPECT_EQ(stage.tell(AddSigner{first, "C", ""}), "already_done");
  EXPECT_EQ(stage.open(), "sign:A sign:B sign:C");
  EXPECT_EQ(stage.tell(RemoveSigner{first, "B", ""}), "");
  EXPECT_EQ(stage.open(), "sign:A sign:C");
  EXPECT_EQ(stage.tell(CompleteTask{first, {}, "yes", {}}), "");
  EXPECT_EQ(stage.tell(RemoveSigner{stage.state.tasks[0].id, "C", ""}), "cannot_move last_signer");
  EXPECT_EQ(stage.complete("sign", {}, "yes"), "");
  EXPECT_EQ(stage.open(), "after");
}

TEST(Loops, one_who_comes_after_another_left_gets_a_place_of_their_own) {
  Stage stage(kAll);
  stage.start({{"signers", list({"A", "B", "C"})}});
  const int last = stage.state.tasks[2].id;
  EXPECT_EQ(stage.tell(RemoveSigner{last, "A", ""}), "");
  EXPECT_EQ(stage.tell(RemoveSigner{last, "A", ""}), "unknown_person");
  EXPECT_EQ(stage.tell(AddSigner{last, "D", ""}), "");
  for (const auto* vote : {"yesB", "yesC", "yesD"}) EXPECT_EQ(stage.tell(CompleteTask{stage.state.tasks.front().id, {}, vote, {}}), "");
  EXPECT_EQ(stage.variable("votes"), list({"yesB", "yesC", "yesD"}));
}

TEST(Loops, in_a_sequence_one_comes_after_the_other_and_the_line_can_be_changed) {
  Stage stage(R"(
    allow add_signer remove_signer
    start s
    user sign sequential collection=signers item=who assign=who
    end e
    s -> sign
    sign -> e
  )");
  stage.start({{"signers", list({"A", "B"})}});
  EXPECT_EQ(stage.open(), "sign:A");
  EXPECT_EQ(stage.tell(AddSigner{stage.task("sign"), "C", ""}), "");
  EXPECT_EQ(stage.tell(RemoveSigner{stage.task("sign"), "B", ""}), "");
  stage.complete("sign");
  EXPECT_EQ(stage.open(), "sign:C");
  stage.complete("sign");
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Loops, a_task_for_several_people_closes_when_all_have_signed) {
  Stage stage(R"(
    allow add_signer remove_signer
    start s
    user sign assign='["A", "B"]'
    end e
    s -> sign
    sign -> e
  )");
  stage.start();
  EXPECT_EQ(stage.tell(AddSigner{stage.task("sign"), "C", ""}), "");
  EXPECT_EQ(stage.complete("sign", {}, "yes", "A"), "");
  EXPECT_EQ(stage.complete("sign", {}, "yes", "A"), "already_done");
  EXPECT_EQ(stage.complete("sign", {}, "yes", "Z"), "unknown_person");
  EXPECT_EQ(stage.tell(RemoveSigner{stage.task("sign"), "B", ""}), "");
  EXPECT_EQ(stage.complete("sign", {}, "yes", "C"), "");
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Loops, a_standard_loop_goes_on_while_its_condition_holds) {
  Stage stage(R"(
    start s
    user again while='done != true'
    end e
    s -> again
    again -> e
  )");
  stage.start({{"done", feel::Value::make_bool(false)}});
  stage.complete("again");
  EXPECT_EQ(stage.open(), "again");
  stage.complete("again", {{"done", feel::Value::make_bool(true)}});
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Loops, an_empty_collection_is_done_at_once_and_what_is_no_list_is_an_incident) {
  Stage none(kAll);
  none.start({{"signers", list({})}});
  EXPECT_EQ(none.open(), "after");
  Stage wrong(kAll);
  wrong.start({{"signers", text("A")}});
  ASSERT_EQ(wrong.state.incidents.size(), 1u);
  EXPECT_EQ(wrong.state.incidents[0].cause, "loop_failed");
}

TEST(Loops, sub_processes_as_instances_see_their_own_item) {
  Stage stage(R"(
    start s
    sub each collection=units item=unit {
      start s1
      user handle assign=unit
      end e1
      s1 -> handle
      handle -> e1
    }
    end e
    s -> each
    each -> e
  )");
  stage.start({{"units", list({"roads", "water"})}});
  EXPECT_EQ(stage.open(), "handle:roads handle:water");
  const auto tasks = stage.state.tasks;
  stage.tell(CompleteTask{tasks[0].id, {}, {}, {}});
  EXPECT_TRUE(stage.state.running());
  stage.tell(CompleteTask{tasks[1].id, {}, {}, {}});
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Loops, an_ad_hoc_sub_process_ends_when_its_condition_holds) {
  Stage stage(R"(
    start s
    adhoc any {
      user look
      user ask
    }
    end e
    s -> any
    any -> e
  )");
  stage.start();
  EXPECT_EQ(stage.open(), "look ask");
  EXPECT_EQ(stage.tell(StartActivity{"look"}), "");
  EXPECT_EQ(stage.open(), "look ask look");
  while (!stage.state.tasks.empty()) stage.tell(CompleteTask{stage.state.tasks[0].id, {}, {}, {}});
  EXPECT_EQ(stage.state.how, "completed");
}

}  // namespace
}  // namespace yiwang::process
