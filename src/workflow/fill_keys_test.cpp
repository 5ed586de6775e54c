#include "workflow/fill_keys.h"

#include "ledger/note.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

class FillKeys : public testing::Test {
 protected:
  FillKeys() {
    for (const char* name : {"wec", "team-1", "press.example"}) {
      const auto key = keys_.make_key(name);
      EXPECT_TRUE(key);
      const ledger::PublicKey half = key->public_key();
      public_keys_[name] =
          ledger::base64({reinterpret_cast<const char*>(half.data()), half.size()});
    }
  }

  base::Json filled(const std::string& kind, base::Json body) {
    Command command{kind, "wec", "k", "2016-11-28T10:00:00Z", std::move(body)};
    EXPECT_TRUE(fill_keys(command, keys_).empty());
    return command.body;
  }

  KeyTable keys_;
  std::map<std::string, std::string> public_keys_;
};

TEST_F(FillKeys, AKeyThatWasLeftOutIsTheOneInTheFolder) {
  EXPECT_EQ(filled("operation.open", base::Json::object())["officer_key"], public_keys_["wec"]);
  for (const char* kind : {"account.add", "key.rotate"}) {
    EXPECT_EQ(filled(kind, {{"account", "team-1"}})["public_key"], public_keys_["team-1"]) << kind;
  }
  const base::Json witness = filled("witness.add", {{"witness", "press.example"}});
  EXPECT_FALSE(witness.contains("witness"));
  const auto key = ledger::VerifierKey::parse(witness["verifier_key"].get<std::string>());
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name, "press.example");
}

TEST_F(FillKeys, AKeyThatWasGivenStands) {
  EXPECT_EQ(filled("account.add", {{"account", "team-1"}, {"public_key", "x"}})["public_key"], "x");
}

TEST_F(FillKeys, OtherCommandsAreLeftAsTheyAre) {
  EXPECT_EQ(filled("account.close", {{"account", "team-1"}}), base::Json({{"account", "team-1"}}));
}

TEST_F(FillKeys, AnOwnerWithoutAKeyIsNamed) {
  Command command{"account.add", "wec", "k", "2016-11-28T10:00:00Z", {{"account", "team-9"}}};
  const base::Problems problems = fill_keys(command, keys_);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].cause, "key.absent");
  EXPECT_NE(problems[0].found.find("team-9"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::workflow
