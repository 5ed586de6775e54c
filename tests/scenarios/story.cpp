#include "tests/scenarios/story.h"

#include "ledger/note.h"
#include "tests/cli/run_program.h"
#include "workflow/key_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <unistd.h>

namespace recanvass::story {
namespace {

using cli_test::Ended;
using cli_test::run_recanvass;

base::Json json_of(const std::string& text) {
  const auto parsed = base::parse_json(text, "output");
  EXPECT_TRUE(parsed) << text.substr(0, 400);
  return parsed ? *parsed : base::Json();
}

Answered answer_of(const base::Json& line) {
  Answered answered;
  answered.status = line.value("standing", "");
  if (line["receipt"].is_string()) answered.receipt = line["receipt"].get<std::string>();
  if (line["position"].is_number()) answered.position = line["position"].get<std::int64_t>();
  for (const base::Json& problem : line["problems"]) {
    answered.causes.push_back(problem.value("cause", ""));
    answered.problems += problem.dump() + "\n";
  }
  return answered;
}

}  // namespace

Story::Story(const std::string& officer) : officer_(officer) {
  static int next = 0;
  folder_ = std::filesystem::temp_directory_path() /
            fmt::format("recanvass-story-{}-{}", getpid(), ++next);
  std::filesystem::create_directories(folder_);
}

Story::~Story() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string Story::make_key(const std::string& name) {
  workflow::KeyFolder folder(keys());
  const auto key = folder.make_key(name);
  EXPECT_TRUE(key) << name;
  if (!key) return {};
  const ledger::PublicKey public_key = key->public_key();
  return ledger::base64({reinterpret_cast<const char*>(public_key.data()), public_key.size()});
}

void Story::say(const std::string& by, const std::string& kind, base::Json body) {
  body["do"] = kind;
  body["by"] = by;
  body["at"] = moment_;
  if (!body.contains("key")) body["key"] = fmt::format("s{}", ++next_key_);
  queue_.push_back(body.dump());
}

void Story::add_person(const std::string& id, const std::string& role, const std::string& county) {
  base::Json body = {{"account", id}, {"name", id}, {"role", role}, {"public_key", make_key(id)}};
  if (!county.empty()) body["county"] = county;
  say(officer_, "account.add", body);
}

std::vector<Answered> Story::submit() {
  const std::string path = (folder_ / fmt::format("lines-{}.jsonl", ++files_)).string();
  {
    std::ofstream file(path);
    for (const std::string& line : queue_) file << line << '\n';
  }
  const std::size_t lines = queue_.size();
  queue_.clear();
  const Ended ended = run_recanvass({"submit", election(), path, "--keys", keys(), "--json"});
  EXPECT_TRUE(ended.exit_code == 0 || ended.exit_code == 1) << ended.err << ended.out;
  std::vector<Answered> answers;
  std::istringstream out(ended.out);
  std::string line;
  while (std::getline(out, line)) {
    const base::Json answer = json_of(line);
    if (answer.contains("standing")) answers.push_back(answer_of(answer));
  }
  EXPECT_EQ(answers.size(), lines) << ended.err << ended.out.substr(0, 2000);
  return answers;
}

std::vector<Answered> Story::submit_all_accepted() {
  std::vector<Answered> answers = submit();
  for (const Answered& answer : answers) {
    EXPECT_EQ(answer.status, "accepted") << answer.problems;
  }
  return answers;
}

Answered Story::ask(const std::string& by, const std::string& kind, base::Json body) {
  EXPECT_TRUE(queue_.empty());
  say(by, kind, std::move(body));
  const std::vector<Answered> answers = submit();
  return answers.empty() ? Answered{} : answers.front();
}

base::Json Story::show(const std::string& view, const std::string& viewer,
                       const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {"show", election(), view, "--json"};
  if (!viewer.empty()) arguments.insert(arguments.end(), {"--as", viewer, "--keys", keys()});
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Ended ended = run_recanvass(arguments);
  EXPECT_EQ(ended.exit_code, 0) << ended.err << ended.out.substr(0, 2000);
  return json_of(ended.out).value("value", base::Json::object());
}

void Story::commit_inputs(const std::string& witness) {
  const base::Json inputs = show("inputs", officer_);
  const Answered published =
      ask(officer_, "commitment.publish",
          {{"inputs_sha256", inputs["inputs_sha256"]}, {"published_in", "the public web site"}});
  ASSERT_EQ(published.status, "accepted") << published.problems;
  make_key(witness);
  const Answered added = ask(officer_, "witness.add", {{"witness", witness}});
  ASSERT_EQ(added.status, "accepted") << added.problems;
  const Ended ended =
      run_recanvass({"witness", election(), "--name", witness, "--keys", keys(), "--by", officer_});
  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
}

void Story::countersign(const std::string& witness, std::uint64_t unix_seconds) {
  const Ended ended =
      run_recanvass({"witness", election(), "--name", witness, "--keys", keys(), "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err << ended.out;
  const base::Json told = json_of(ended.out);
  const auto note = ledger::parse_note(told["note"].get<std::string>());
  const auto key = workflow::KeyFolder(keys()).key_of(witness);
  ASSERT_TRUE(note && key);
  const std::string again = ledger::format_note(
      {note->text, {ledger::sign_as_witness(note->text, witness, *key, unix_seconds)}});
  base::Json line = told["command"];
  const std::string signature = again.substr(note->text.size() + 1);
  line["cosignature"] = signature.substr(0, signature.size() - 1);
  const Answered recorded = ask(officer_, "witness.record", line);
  ASSERT_EQ(recorded.status, "accepted") << recorded.problems;
}

std::string id_of(const std::string& name) {
  std::string id;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper) {
      id += static_cast<char>(c - 'A' + 'a');
    } else if (kept) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

}  // namespace recanvass::story
