#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace recanvass::cli_test {
namespace {

TEST(CliSubmit, ReceiptsForAcceptedLinesAndTheCodeSaysHowItWent) {
  const ElectionFolder folder;
  const Ended good =
      folder.submit({folder.opening(), folder.adding("clerk", "county-officer", "us-wi-dane")});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_EQ(good.err, "");
  const auto lines = json_lines(good.out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1]["schema"], "recanvass.submit/1");
  EXPECT_EQ(lines[1]["standing"], "accepted");
  EXPECT_EQ(lines[1]["row"], 2);
  EXPECT_EQ(lines[1]["position"], 1);
  EXPECT_EQ(lines[1]["receipt"].get<std::string>().size(), 8U);

  const Ended refused = folder.submit(
      {command_line("account.close", "clerk", {{"account", "wec"}, {"reason", "none"}})});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(json_lines(refused.out)[0]["problems"][0]["cause"], "author.role");
  EXPECT_NE(refused.err.find("lines.jsonl:1"), std::string::npos) << refused.err;

  const std::string broken = folder.text_file("broken.jsonl", "{\"do\": 1}\nnothing\n");
  EXPECT_EQ(folder.run({"submit", folder.ledger(), broken}).exit_code, 2);
  EXPECT_EQ(folder.run({"submit", folder.ledger(), folder.at("no.jsonl")}).exit_code, 2);
}

TEST(CliSubmit, AHumanReadsOneLineACommand) {
  const ElectionFolder folder;
  const std::string file = folder.file("a.jsonl", {folder.opening()});
  const Ended run = folder.run({"submit", folder.ledger(), file});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out.rfind("row 1  operation.open  elections.example/test  receipt ", 0), 0U)
      << run.out;
  EXPECT_NE(run.out.find("  position 0\n"), std::string::npos);
  const Ended again = folder.run({"submit", folder.ledger(), file});
  EXPECT_NE(again.out.find("(given before)"), std::string::npos);
  EXPECT_EQ(again.out.substr(0, 60), run.out.substr(0, 60)) << "the receipt is the first one";
}

TEST(CliSubmit, AMistypedPlaceIsNotLeftBehindAsAnEmptyElection) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);  // and so there is a key
  const std::string file = folder.file(
      "a.jsonl", {command_line("account.close", "wec", {{"account", "x"}, {"reason", "y"}})});
  const Ended run = folder.run({"submit", folder.at("mistyped"), file});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.err.find("operation.open first"), std::string::npos) << run.err;
  EXPECT_FALSE(std::filesystem::exists(folder.at("mistyped")));
  EXPECT_EQ(folder.run({"submit", folder.at("not/there"), file}).exit_code, 1);
  EXPECT_FALSE(std::filesystem::exists(folder.at("not")));
  std::filesystem::create_directories(folder.at("empty"));
  EXPECT_EQ(folder.run({"submit", folder.at("empty"), file}).exit_code, 1);
  EXPECT_TRUE(std::filesystem::is_empty(folder.at("empty"))) << "a folder that was there stays so";
}

// The line is read before there is a ledger to keep its file.
TEST(CliSubmit, AFileIsAttachedInTheSubmissionThatOpensTheElection) {
  const ElectionFolder folder;
  const std::string document = folder.text_file("order.txt", "So ordered.\n");
  const base::Json order = command_line("order.record", "wec",
                                        {{"order", "O1"},
                                         {"court", "Circuit Court"},
                                         {"case", "16CV1"},
                                         {"made_at", "2016-11-28T10:00"},
                                         {"words", "count"},
                                         {"document", {{"path", "order.txt"}}}});
  const Ended run = folder.submit({folder.opening(), order});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  const Ended refused =
      folder.run({"submit", folder.at("other"), folder.file("lines.jsonl", {order})});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("no election"), std::string::npos) << refused.err;
  EXPECT_FALSE(std::filesystem::exists(folder.at("other")));
}

std::map<std::string, std::string> files_of_folder(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] = std::string(std::istreambuf_iterator(stream), {});
  }
  return files;
}

TEST(CliPublish, ACopyIsPublishedWithoutAWordWrittenToIt) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  const auto before = files_of_folder(folder.ledger());
  const auto publish = [&](const std::string& keys) {
    return run_recanvass({"publish", folder.ledger(), folder.at("public"), "--keys", keys});
  };
  std::filesystem::create_directories(folder.at("no-keys"));
  const Ended made = publish(folder.at("no-keys"));
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_TRUE(std::filesystem::exists(folder.at("public/checkpoint")));
  EXPECT_EQ(files_of_folder(folder.ledger()), before);
  EXPECT_EQ(publish(folder.at("keys")).exit_code, 0);
  EXPECT_EQ(files_of_folder(folder.ledger()), before) << "nothing was new to be signed";
}

TEST(CliSubmit, SeveralFilesAreNamedInTheirLinesAndEachKeepsItsOrder) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  const std::string one =
      folder.file("one.jsonl", {folder.adding("x1", "observer"), folder.adding("x2", "observer")});
  const std::string two =
      folder.file("two.jsonl", {folder.adding("y1", "observer"), folder.adding("y2", "observer")});
  const Ended run = folder.run({"submit", folder.ledger(), one, two, "--json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  std::map<std::string, std::vector<int>> rows;
  for (const base::Json& line : json_lines(run.out)) {
    rows[line["file"].get<std::string>()].push_back(line["row"].get<int>());
  }
  EXPECT_EQ(rows[one], (std::vector<int>{1, 2}));
  EXPECT_EQ(rows[two], (std::vector<int>{1, 2}));
}

TEST(CliSubmit, AnAuthorWithoutAKeyIsToldWhichFileIsWanted) {
  const ElectionFolder folder;
  base::Json opening = folder.opening();
  std::filesystem::remove(folder.at("keys/wec.key"));
  const Ended run = folder.submit({opening});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.err.find(folder.at("keys/wec.key")), std::string::npos) << run.err;
}

TEST(CliSubmit, TheKeysFolderComesFromTheEnvironmentWhenNotTyped) {
  const ElectionFolder folder;
  const std::string file = folder.file("a.jsonl", {folder.opening()});
  const std::vector<std::string> words = {"submit", folder.ledger(), file};
  EXPECT_EQ(run_recanvass(words).exit_code, 1);
  EXPECT_EQ(run_recanvass(words, {"RECANVASS_KEYS=" + folder.at("keys")}).exit_code, 0);
}

TEST(CliSubmit, AnActOfTwoPersonsSaysThatItWaitsAndForWhat) {
  const ElectionFolder folder;
  ASSERT_EQ(folder.submit({folder.opening()}).exit_code, 0);
  const base::Json change = command_line(
      "policy.change", "wec", {{"policy", "us-wi-2024"}, {"reason", "its rules were agreed on"}});
  const Ended ended = folder.run({"submit", folder.ledger(), folder.file("b.jsonl", {change})});
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("waits for another person: approve with \"entry\": 1\n"),
            std::string::npos)
      << ended.out;
  const Ended plain = folder.submit({folder.adding("a", "counter", "us-wi-dane")});
  EXPECT_EQ(json_lines(plain.out).at(0)["waits_for_second_person"], false) << plain.out;
}

TEST(CliSubmit, ALineWithoutATimeGetsTheMachines) {
  const ElectionFolder folder;
  base::Json line = folder.opening();
  line.erase("at");
  ASSERT_EQ(folder.submit({line}).exit_code, 0);
  EXPECT_EQ(json_lines(folder.submit({line}).out).at(0)["standing"], "repeated");
}

TEST(CliSubmit, CommandsListsWhatCanBeSubmittedWithItsFields) {
  const Ended all = run_recanvass({"commands", "--json"});
  ASSERT_EQ(all.exit_code, 0);
  const auto json = base::parse_json(all.out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["schema"], "recanvass.commands/1");
  EXPECT_GT((*json)["commands"].size(), 20U);
  for (const base::Json& command : (*json)["commands"]) {
    const auto line = base::parse_json(command["line"].get<std::string>(), "line");
    ASSERT_TRUE(line.ok()) << command["do"];
    EXPECT_EQ((*line)["do"], command["do"]);
    for (const base::Json& field : command["fields"]) {
      EXPECT_EQ(line->contains(field["name"].get<std::string>()), field["required"].get<bool>())
          << command["do"] << field["name"];
    }
  }
  const Ended causes = run_recanvass({"commands", "cause.assign"});
  EXPECT_NE(causes.out.find("marks or a pen that the scanner"), std::string::npos);
  const Ended one = run_recanvass({"commands", "tally.enter"});
  EXPECT_EQ(one.exit_code, 0);
  EXPECT_NE(one.out.find("counter, supervisor"), std::string::npos) << one.out;
  EXPECT_EQ(run_recanvass({"commands", "tally.entr"}).exit_code, 2);
  EXPECT_NE(run_recanvass({"commands", "tally.entr"}).err.find("tally.enter"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::cli_test
