#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::cli_test {
namespace {

TEST(CliUsage, WithoutACommandTheHelpIsPrintedAndTheCodeIsTwo) {
  const Ended run = run_recanvass({});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.out.find("Start here:"), std::string::npos);
  EXPECT_NE(run.out.find("Exit codes: 0 answer given"), std::string::npos);
}

TEST(CliUsage, HelpAndVersionAreAnswers) {
  EXPECT_EQ(run_recanvass({"--help"}).exit_code, 0);
  EXPECT_EQ(run_recanvass({"manual", "--help"}).exit_code, 0);
  const Ended version = run_recanvass({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_EQ(version.out.rfind("recanvass ", 0), 0u);
}

TEST(CliUsage, AnUnknownWordIsNamedAndTheNearestSuggested) {
  struct Case {
    std::vector<std::string> arguments;
    const char* words;
  };
  for (const Case& row : {
           Case{{"nope"}, "\"nope\" is not a command of recanvass."},
           Case{{"manul"}, "\"manul\" is not a command of recanvass. Did you mean \"manual\"?"},
           Case{{"--verion"},
                "\"--verion\" is not an option of recanvass. Did you mean \"--version\"?"},
           Case{{"manual", "--jsn"},
                "\"--jsn\" is not an option of recanvass manual. Did you mean \"--json\"?"},
           Case{{"completion", "tcsh"}, "found \"tcsh\"; wanted bash, zsh or fish"},
       }) {
    const Ended run = run_recanvass(row.arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find(row.words), std::string::npos) << run.err;
  }
}

TEST(CliUsage, HelpAndManualKeepToEightyColumnsAndSoDoTheExamplesInTheManPage) {
  std::vector<std::vector<std::string>> asked = {{"--help"}, {"manual"}};
  for (const char* command :
       {"assess", "law", "brief", "fee", "flip", "key", "commands", "submit", "show", "witness",
        "plan", "simulate", "vectors", "print", "completion", "manual"}) {
    asked.push_back({command, "--help"});
  }
  for (const std::vector<std::string>& words : asked) {
    const Ended run = run_recanvass(words);
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_EQ(run.out.find("(1x)"), std::string::npos);
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
      // roff's escapes of "-" and of the backslash take no room on the page.
      if (words.front() == "manual") std::erase(line, '\\');
      // man sets an example in by 7 columns, and fills to 78.
      const bool example = line.starts_with("  recanvass ") || line.starts_with("      --");
      EXPECT_LE(line.size(), example ? 73u : 80u) << line;
    }
  }
}

TEST(CliUsage, HelpSaysThreeDotsOnlyWhereAnOptionRepeats) {
  const std::string help = run_recanvass({"assess", "--help"}).out;
  EXPECT_NE(help.find("--state STATE ..."), std::string::npos) << help;
  EXPECT_EQ(help.find("--petitioner CHOICE ..."), std::string::npos) << help;
  EXPECT_NE(help.find("Usage: recanvass assess PACKAGE [OPTIONS]"), std::string::npos) << help;
}

TEST(CliUsage, TheManPageFillsProseAndKeepsExamplesAsTheyAre) {
  const std::string page = run_recanvass({"manual"}).out;
  EXPECT_NE(page.find(".nf\n  recanvass flip examples"), std::string::npos);
  EXPECT_EQ(page.find(".nf\nSays how"), std::string::npos);
}

TEST(CliUsage, AUsageErrorWithJsonIsADocumentToo) {
  struct Case {
    std::vector<std::string> arguments;
    const char* schema;
    const char* cause;
  };
  for (const Case& row : {
           Case{{"nope", "--json"}, "recanvass.usage/1", "usage.command"},
           Case{{"--json"}, "recanvass.usage/1", "usage.option"},
           Case{{"assess", "--json"}, "recanvass.assess/1", "usage.arguments"},
           Case{{"assess", "a", "b", "--json"}, "recanvass.assess/1", "usage.arguments"},
           Case{{"flip", "a", "--json", "--majorty"}, "recanvass.flip/1", "usage.option"},
           Case{{"flip", "a", "--json", "--draws"}, "recanvass.flip/1", "usage.arguments"},
           Case{{"law", "us-wi", "--json", "--on", "2016-11-08", "--on", "2017-11-08"},
                "recanvass.law/1",
                "usage.arguments"},
       }) {
    const Ended run = run_recanvass(row.arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_NE(run.err.find("Try: recanvass"), std::string::npos) << run.err;
    const auto document = base::parse_json(run.out, "stdout");
    ASSERT_TRUE(document.ok()) << row.cause << run.out;
    EXPECT_EQ((*document)["schema"], row.schema);
    ASSERT_EQ((*document)["problems"].size(), 1u);
    EXPECT_EQ((*document)["problems"][0]["cause"], row.cause);
  }
}

TEST(CliUsage, AnAnswerThatCannotBeWrittenIsSaidAndTheCodeIsThree) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"assess", "examples/us-2016-president"},
                                             {"assess", "examples/us-2016-president", "--json"},
                                             {"assess", "no-such-folder", "--json"},
                                             {"completion", "bash"},
                                             {"--help"},
                                             {}}) {
    const Ended full = run_recanvass_into("/dev/full", arguments);
    EXPECT_EQ(full.exit_code, 3);
    EXPECT_NE(full.err.find("the answer could not be written: No space left on device"),
              std::string::npos)
        << full.err;
    const Ended closed = run_recanvass_into("", arguments);
    EXPECT_EQ(closed.exit_code, 3);
    EXPECT_NE(closed.err.find("the answer could not be written"), std::string::npos) << closed.err;
  }
}

TEST(CliUsage, WithNothingToWriteAClosedStandardOutputIsNoFailure) {
  EXPECT_EQ(run_recanvass_into("", {"assess", "no-such-folder"}).exit_code, 2);
}

TEST(CliUsage, JsonIsOneDocumentWithItsSchema) {
  const Ended run = run_recanvass({"completion", "bash", "--json"});
  const auto document = base::parse_json(run.out, "stdout");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ((*document)["schema"], "recanvass.completion/1");
}

TEST(CliUsage, AnOptionOfOneValueThatMayBeGivenAgainSaysSo) {
  const Ended help = run_recanvass({"flip", "--help"});
  const std::size_t option = help.out.find("--appoints-none UNIT");
  ASSERT_NE(option, std::string::npos) << help.out;
  EXPECT_NE(help.out.find("again", option), std::string::npos) << help.out;
  const Ended run = run_recanvass({"flip", "examples/us-2016-president", "--draws", "1000",
                                   "--appoints-none", "us-wi", "--appoints-none", "us-mi"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("appoint no electors, as asked"), std::string::npos) << run.out;
}

TEST(CliUsage, FlipTakesAnHourAsAssessAndBriefDo) {
  const auto asked = [](const char* as_of) {
    return run_recanvass(
        {"flip", "examples/us-2016-president", "--draws", "1000", "--as-of", as_of});
  };
  const Ended hour = asked("2016-11-25T17:00");
  EXPECT_EQ(hour.exit_code, 0) << hour.err;
  EXPECT_EQ(hour.out, asked("2016-11-25").out);
  EXPECT_EQ(asked("2016-11-25T25:00").exit_code, 2);
}

}  // namespace
}  // namespace recanvass::cli_test
