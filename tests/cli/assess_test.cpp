#include "base/json.h"
#include "tests/cli/run_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace recanvass::cli_test {
namespace {

const char* kPackage = "examples/us-2016-president";

Ended run_assess(std::vector<std::string> more, const char* package = kPackage) {
  std::vector<std::string> words = {"assess", package};
  words.insert(words.end(), more.begin(), more.end());
  return run_recanvass(words);
}

base::Json place_json(std::vector<std::string> more, const char* id,
                      const char* package = kPackage) {
  more.emplace_back("--json");
  const Ended ended = run_assess(std::move(more), package);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = base::parse_json(ended.out, "stdout");
  if (!json) return {};
  EXPECT_EQ((*json)["schema"], "recanvass.assess/1");
  for (const base::Json& place : (*json)["jurisdictions"]) {
    if (place["id"] == id) return place;
  }
  ADD_FAILURE() << "no " << id;
  return {};
}

std::string first_screen(const std::string& text) {
  std::size_t end = 0;
  for (int line = 0; line < 24 && end != std::string::npos; ++line) {
    end = text.find('\n', end == 0 ? 0 : end + 1);
  }
  // Words that a line end parts are found as if they stood on one line.
  std::string screen = text.substr(0, end);
  std::string flat;
  for (const char c : screen) {
    const char plain = c == '\n' ? ' ' : c;
    if (plain != ' ' || flat.empty() || flat.back() != ' ') flat += plain;
  }
  return flat;
}

TEST(CliAssess, TheFirstScreenSaysWhetherSteinMayAskByWhenAtWhatPriceAndWhatItTakes) {
  const Ended ended = run_assess({"--as-of", "2016-11-25", "--petitioner", "stein"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const std::string screen = first_screen(ended.out);
  for (const char* words :
       {"Wisconsin: Donald J. Trump leads Hillary Clinton by 22,177 votes", "(press figure)",
        "Yes, Jill Stein may ask: any candidate who got votes may ask",
        "Today, Fri 25 Nov 2016, 17:00: 5 pm on the third business day after the last county "
        "canvass is received",
        "the estimated cost, paid beforehand", "The sum is not known on this day",
        "22,178 votes more for Hillary Clinton, or 11,089 switched",
        "Wis. Stat. 9.01, 5.90 (2015 Act 36); confidence high", "Michigan: Donald J. Trump"}) {
    EXPECT_NE(screen.find(words), std::string::npos) << words << "\n" << screen;
  }
}

TEST(CliAssess, NoLineIsWiderThanEightyColumnsAndNoneHasColour) {
  for (const std::vector<std::string>& more :
       std::vector<std::vector<std::string>>{{}, {"--as-of", "2016-11-25"}, {"--state", "WI"}}) {
    const std::string text = run_assess(more).out;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    std::size_t start = 0;
    while (start < text.size()) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      EXPECT_LE(end - start, 80u) << text.substr(start, end - start);
      start = end + 1;
    }
  }
}

TEST(CliAssess, WisconsinsDeadlinePassesAtFiveOnThe25th) {
  for (const auto& [as_of, status] :
       {std::pair{"2016-11-24", "open"}, std::pair{"2016-11-25", "today"},
        std::pair{"2016-11-25T17:00", "today"}, std::pair{"2016-11-25T17:01", "passed"},
        std::pair{"2016-11-26", "passed"}}) {
    const base::Json place = place_json({"--as-of", as_of, "--state", "WI"}, "us-wi");
    EXPECT_EQ(place["petition"]["deadline"], "2016-11-25T17:00");
    EXPECT_EQ(place["petition"]["deadline_status"], status) << as_of;
  }
  const base::Json without = place_json({"--state", "WI"}, "us-wi");
  EXPECT_EQ(without["petition"]["deadline_status"], "unknown");
}

TEST(CliAssess, SteinIsAcceptedUnderTheLawOf2015AndRefusedUnderThatOf2017) {
  const base::Json accepted =
      place_json({"--state", "us-wi", "--petitioner", "Jill Stein"}, "us-wi");
  EXPECT_EQ(accepted["petitioner"]["accepted"], true);
  EXPECT_EQ(accepted["petitioner"]["place"], 4);
  EXPECT_EQ(accepted["statute_id"], "us-wi-2015");
  const base::Json refused =
      place_json({"--state", "WI", "--petitioner", "stein", "--law-on", "2017-12-02"}, "us-wi");
  EXPECT_EQ(refused["petitioner"]["accepted"], false);
  EXPECT_EQ(refused["statute_id"], "us-wi-2017");
}

TEST(CliAssess, MichiganIsContestedAndPennsylvaniaNeedsThreeVotersOfEachPrecinct) {
  const std::vector<std::string> stein = {"--petitioner", "stein", "--as-of", "2016-11-29"};
  const base::Json michigan = place_json(stein, "us-mi");
  EXPECT_EQ(michigan["petitioner"]["accepted"], "unknown");
  EXPECT_EQ(michigan["petition"]["fee_usd"], 973250);
  EXPECT_EQ(michigan["margin_votes"], 10704);
  EXPECT_EQ(michigan["automatic"], false);
  const base::Json pennsylvania = place_json(stein, "us-pa");
  EXPECT_EQ(pennsylvania["petition"]["allowed"], false);
  EXPECT_EQ(pennsylvania["petition"]["signers_for_all"], 27489);
  EXPECT_TRUE(pennsylvania["petition"]["deadline"].is_null());
}

TEST(CliAssess, FiguresAreThoseKnownOnTheDayAndPressFiguresAreMarked) {
  struct Case {
    const char* as_of;
    const char* id;
    std::int64_t difference;
    bool press;
  };
  for (const Case& row :
       {Case{"2016-11-25", "us-wi", 22177, true}, Case{"2016-12-13", "us-wi", 22748, false},
        Case{"2016-11-25", "us-mi", 10704, true}, Case{"2016-12-13", "us-mi", 10704, false},
        Case{"2016-12-02", "us-pa", 49000, true}, Case{"2016-12-13", "us-pa", 44292, false}}) {
    const base::Json place = place_json({"--as-of", row.as_of}, row.id);
    EXPECT_EQ(place["margin_votes"], row.difference) << row.as_of << row.id;
    EXPECT_EQ(place["result"]["press"], row.press) << row.as_of << row.id;
  }
  const base::Json before = place_json({"--as-of", "2016-11-08"}, "us-wi");
  EXPECT_TRUE(before["margin_votes"].is_null());
  EXPECT_TRUE(before["result_set"].is_null());
}

TEST(CliAssess, TheVoidPartialRecountOfMichiganIsNeverUsed) {
  for (const char* as_of : {"2016-12-09", "2016-12-19"}) {
    EXPECT_EQ(place_json({"--as-of", as_of}, "us-mi")["result_set"], "mi-certified");
  }
}

TEST(CliAssess, TheEstimateIsShownFromTheDayItWasAnnounced) {
  EXPECT_TRUE(place_json({"--as-of", "2016-11-27"}, "us-wi")["money"].empty());
  const base::Json place = place_json({"--as-of", "2016-11-28"}, "us-wi");
  ASSERT_EQ(place["money"].size(), 1u);
  EXPECT_EQ(place["money"][0]["usd"], 3499689);
}

TEST(CliAssess, OtherElectionsAnswerByTheirOwnLaw) {
  const base::Json florida = place_json({}, "us-fl", "examples/us-fl-2000-president");
  EXPECT_EQ(florida["automatic"], true);
  EXPECT_EQ(florida["margin_votes"], 537);
  EXPECT_EQ(florida["tested"]["result_set"], "fl-first-count");
  EXPECT_EQ(florida["tested"]["margin_votes"], 1784);
  EXPECT_EQ(florida["petition"]["deadline"], "2000-11-14T17:00");
  const base::Json wisconsin = place_json({}, "us-wi", "examples/us-wi-2011-supreme-court");
  EXPECT_EQ(wisconsin["petition"]["free"], true);
  EXPECT_EQ(wisconsin["margin_votes"], 7004);
  EXPECT_EQ(wisconsin["tested"]["margin_votes"], 7316);
  const base::Json georgia = place_json({}, "us-ga", "examples/us-ga-2020-president");
  EXPECT_EQ(georgia["automatic"], false);
  EXPECT_EQ(georgia["petition"]["allowed"], true);
  EXPECT_EQ(georgia["recounted"]["result_set"], "ga-recount");
  EXPECT_EQ(georgia["tested"]["margin_votes"], 12670);
  EXPECT_EQ(place_json({}, "us-wi")["petition"]["free_limit_votes"], 7439);
  const base::Json city = place_json({}, "example-city", "examples/synthetic-city-council");
  EXPECT_EQ(city["tie"], true);
  EXPECT_EQ(city["votes_needed"]["switched"], 1);
}

TEST(CliAssess, EveryPlaceHasEveryKeyAndDistrictsHaveTheLawOfTheirState) {
  const base::Json wisconsin = place_json({}, "us-wi");
  const base::Json district = place_json({}, "us-me-2");
  EXPECT_EQ(district["law"], "us-me");
  for (const auto& [key, value] : wisconsin.items()) {
    EXPECT_TRUE(district.contains(key)) << key;
  }
  for (const char* key : {"allowed", "free", "deadline", "deadline_status", "fee_usd"}) {
    EXPECT_TRUE(district["petition"].contains(key)) << key;
  }
  EXPECT_EQ(place_json({"--state", "ME"}, "us-me-1")["law"], "us-me");
}

TEST(CliAssess, ThePageIsWrittenAndAFileOfAnotherIsLeftAlone) {
  const std::string folder = testing::TempDir() + "recanvass-assess-page";
  std::filesystem::remove_all(folder);
  const std::vector<std::string> asked = {"--state", "WI", "--html", folder};
  const Ended first = run_assess(asked);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_NE(first.out.find("assessment.html"), std::string::npos);
  EXPECT_EQ(run_assess(asked).exit_code, 0) << "its own page may be replaced";
  std::ofstream(folder + "/assessment.html") << "mine";
  const Ended refused = run_assess(asked);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("a file that this command did not write"), std::string::npos);
  std::filesystem::remove_all(folder);
}

TEST(CliAssess, WhoAsksForOneStateReadsNoRemarkOnAnother) {
  EXPECT_NE(run_assess({}).out.find("us-mi.csv"), std::string::npos);
  const Ended wisconsin = run_assess({"--state", "WI"});
  EXPECT_NE(wisconsin.out.find("us-wi-original.csv"), std::string::npos) << wisconsin.out;
  EXPECT_EQ(wisconsin.out.find("us-mi.csv"), std::string::npos) << wisconsin.out;
}

// A copy of a small package in which a name mixes Latin letters with a Cyrillic one.
std::string odd_package() {
  const std::string folder = testing::TempDir() + "recanvass-odd-package";
  std::filesystem::remove_all(folder);
  std::filesystem::copy(RECANVASS_SOURCE_DIR "/examples/synthetic-city-council", folder,
                        std::filesystem::copy_options::recursive);
  std::ifstream in(folder + "/election.toml");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const std::size_t place = text.find("name", text.find("[[contest.choice"));
  const std::size_t quote = text.find('"', place);
  EXPECT_NE(quote, std::string::npos);
  text.insert(quote + 2, "\u0430");
  std::ofstream(folder + "/election.toml") << text;
  return folder;
}

TEST(CliAssess, WhatTheReadersFoundOddIsSaidByAssessAndByFlip) {
  const std::string folder = odd_package();
  for (const char* command : {"assess", "flip"}) {
    const Ended said = run_recanvass({command, folder});
    EXPECT_EQ(said.exit_code, 0) << said.err;
    EXPECT_NE(said.out.find("Remarks on the package\n- election.toml:"), std::string::npos)
        << said.out;
    const Ended json = run_recanvass({command, folder, "--json"});
    const auto document = base::parse_json(json.out, "stdout");
    ASSERT_TRUE(document.ok());
    ASSERT_EQ((*document)["remarks"].size(), 1u);
    const Ended plain = run_recanvass({command, "examples/us-fl-2000-president"});
    EXPECT_EQ(plain.out.find("Remarks on"), std::string::npos);
  }
  std::filesystem::remove_all(folder);
}

// The original canvass of Menominee County, public by 12 December, has no vote for Johnson.
TEST(CliAssess, ARemarkOnFiguresIsSaidOnceTheyAreKnown) {
  const auto remarks = [](const char* command, const char* day) {
    const Ended ended = run_recanvass({command, kPackage, "--json", "--as-of", day});
    const auto json = base::parse_json(ended.out, "stdout");
    return json ? (*json)["remarks"].dump() : ended.err;
  };
  for (const char* command : {"assess", "flip"}) {
    EXPECT_EQ(remarks(command, "2016-11-25"), "[]");
    EXPECT_NE(remarks(command, "2016-12-13").find("us-wi-menominee"), std::string::npos);
  }
}

TEST(CliAssess, WhatIsWrongIsNamedAndTheCodeIsTwo) {
  struct Case {
    std::vector<std::string> arguments;
    const char* words;
  };
  for (const Case& row : {
           Case{{"assess"}, "PACKAGE"},
           Case{{"assess", "no-such-folder"}, "no-such-folder"},
           Case{{"assess", kPackage, "--petitioner", "stien"}, "Did you mean \"stein\"?"},
           Case{{"assess", kPackage, "--petitioner", "other"}, "\"other\""},
           Case{{"assess", kPackage, "--state", "ZZ"}, "--state"},
           Case{{"assess", kPackage, "--as-of", "25 Nov"}, "--as-of"},
           Case{{"assess", kPackage, "--as-of", "2016-11-31"}, "--as-of"},
           Case{{"assess", kPackage, "--as-of", "2016-11-25T25:00"}, "--as-of"},
           Case{{"assess", kPackage, "--law-on", "2016"}, "--law-on"},
       }) {
    const Ended ended = run_recanvass(row.arguments);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_NE(ended.err.find(row.words), std::string::npos) << ended.err;
  }
  const Ended both =
      run_assess({"--petitioner", "nobody", "--as-of", "never", "--state", "ZZ", "--json"});
  const auto json = base::parse_json(both.out, "stdout");
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["problems"].size(), 3u) << "all at once";
}

TEST(CliAssess, MichiganReportsTheAggrievedTestAsContestedUntilAndAfterTheRuling) {
  const auto petition_of = [](const char* choice, const char* as_of) {
    return place_json({"--as-of", as_of, "--petitioner", choice}, "us-mi")["petition"];
  };
  const auto then = petition_of("stein", "2016-11-30");
  EXPECT_EQ(then["allowed"], "unknown");
  EXPECT_EQ(then["allowed_words"],
            "any candidate may ask; contested: the petitioner must be aggrieved by fraud or "
            "mistake; any margin");
  EXPECT_EQ(then["deadline"], "2016-11-30T14:00");
  EXPECT_EQ(then["deadline_status"], "today");
  EXPECT_EQ(then["fee_usd"], 973250);
  const auto ruled = petition_of("stein", "2016-12-06");
  EXPECT_EQ(ruled["allowed"], "unknown");
  EXPECT_NE(ruled["allowed_words"].get<std::string>().find("the Court of Appeals held on 6 Dec"),
            std::string::npos);
  EXPECT_EQ(petition_of("johnson", "2016-11-30")["allowed"], "unknown") << "third";
  EXPECT_EQ(petition_of("clinton", "2016-11-30")["allowed"], true) << "second";
  const std::string text = run_assess({"--as-of", "2016-11-30", "--petitioner", "stein"}).out;
  EXPECT_NE(text.find("Unknown whether Jill Stein may ask"), std::string::npos) << text;
}

TEST(CliAssess, TheRefusalUnderWisconsinsLawOf2017NamesWhoMayAskAndTheLimit) {
  const auto petition =
      place_json({"--petitioner", "stein", "--law-on", "2017-12-02"}, "us-wi")["petition"];
  EXPECT_EQ(petition["allowed"], false);
  const std::string words = petition["allowed_words"];
  EXPECT_NE(words.find("an aggrieved candidate may ask, but 1,373,434 votes are"),
            std::string::npos)
      << words;
  EXPECT_NE(words.find("the rule says at most 1%"), std::string::npos) << words;
}

TEST(CliAssess, APlaceWithoutALawSaysPlainlyWhatThatLeavesUnknown) {
  const Ended ended = run_assess({}, "examples/synthetic-city-council");
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.out.find("Law of"), std::string::npos) << "no law was asked";
  EXPECT_NE(ended.out.find("What flips it?  566 votes more for No, or 283 switched"),
            std::string::npos)
      << ended.out;
  std::string flat;
  for (const char c : ended.out) {
    if (c != ' ' && c != '\n') flat += c;
    if ((c == ' ' || c == '\n') && !flat.empty() && flat.back() != ' ') flat += ' ';
  }
  EXPECT_NE(flat.find("not known whether a recount is automatic, who may ask for one, by when and "
                      "at what price, and how a tie is broken"),
            std::string::npos)
      << flat;
}

// Everything that the page says, without its markup.
std::string briefing_text(const char* as_of) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() /
      ("recanvass-as-of-" + std::to_string(getpid()) + "-" + as_of);
  std::filesystem::remove_all(folder);
  const Ended ended = run_recanvass(
      {"brief", kPackage, "--as-of", as_of, "--petitioner", "stein", "--html", folder.string()});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  std::ifstream in(folder / "index.html");
  std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::filesystem::remove_all(folder);
  return page;
}

TEST(CliAssess, NothingThatWasNotKnownOnTheDayIsTold) {
  struct News {
    const char* day;    // the first on which it may be told
    const char* words;  // as assess or the page would say it
  };
  const std::vector<News> news = {{"2016-11-21", "Fri 25 Nov 2016"},
                                  {"2016-11-25", "22,177"},
                                  {"2016-11-28", "3,499,689"},
                                  {"2016-11-28", "LAW OF THE STEIN RECOUNT"},
                                  {"2016-11-29", "wisconsinreport.com copy"},
                                  {"2016-12-06", "fourth-placed candidate is not"},
                                  {"2016-12-06", "fourth-place candidate is not"},
                                  {"2016-12-12", "tmj4.com"},
                                  {"2016-12-12", "0.72%: no trigger"},
                                  {"2017-02-01", "President, WI 2016"},
                                  {"2021-02-01", "President, GA 2020"}};
  for (const char* as_of : {"2016-11-01", "2016-11-20", "2016-11-25", "2016-12-05", "2016-12-11"}) {
    const Ended ended = run_assess({"--as-of", as_of, "--petitioner", "stein", "--state", "WI",
                                    "--state", "MI", "--state", "PA"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    const std::string page = briefing_text(as_of);
    for (const News& each : news) {
      if (std::string(each.day) <= as_of) continue;
      EXPECT_EQ(ended.out.find(each.words), std::string::npos) << as_of << ": " << each.words;
      EXPECT_EQ(page.find(each.words), std::string::npos) << as_of << ": " << each.words;
    }
  }
  const std::string later =
      run_assess({"--as-of", "2016-12-12", "--state", "MI", "--petitioner", "stein"}).out;
  EXPECT_NE(later.find("Court of Appeals held on 6"), std::string::npos) << later;
}

TEST(CliAssess, NoDeadlineIsOpenBeforeTheElectionOrBeforeItsEvent) {
  for (const char* id : {"us-wi", "us-mi", "us-pa", "us-in", "us-ga"}) {
    const auto petition = place_json({"--as-of", "2016-11-07"}, id)["petition"];
    EXPECT_EQ(petition["deadline_status"], "unknown") << id;
  }
  const auto awaited = place_json({"--as-of", "2016-11-20"}, "us-wi")["petition"];
  EXPECT_TRUE(awaited["deadline"].is_null());
  EXPECT_EQ(awaited["deadline_status"], "unknown");
  EXPECT_TRUE(awaited["deadline_event_on"].is_null());
  const auto expected = place_json({"--as-of", "2016-11-25"}, "us-mi")["petition"];
  EXPECT_EQ(expected["deadline"], "2016-11-30T24:00");
  EXPECT_EQ(expected["deadline_expected"], true);
  EXPECT_EQ(expected["deadline_event_expected"], true);
  const auto done = place_json({"--as-of", "2016-11-28"}, "us-mi")["petition"];
  EXPECT_EQ(done["deadline"], "2016-11-30T14:00");
  EXPECT_EQ(done["deadline_status"], "open");
  EXPECT_EQ(done["deadline_expected"], false);
}

// On 20 November 2016 the press has the first two and their difference of 13,107 alone.
TEST(CliAssess, WhoseVotesAreNotInTheFiguresIsNotChargedTheRunnerUpsPrice) {
  const auto fee = [](const std::vector<std::string>& petitioner) {
    std::vector<std::string> words = {"--as-of", "2016-11-20", "--state", "MI", "--json"};
    words.insert(words.end(), petitioner.begin(), petitioner.end());
    const auto json = base::parse_json(run_assess(words).out, "assess");
    EXPECT_TRUE(json.ok());
    return json->at("jurisdictions")[0].at("petition");
  };
  EXPECT_TRUE(fee({"--petitioner", "stein"}).at("fee_usd").is_null());
  EXPECT_EQ(fee({"--petitioner", "clinton"}).at("fee_usd"), 194650);
  const Ended anybody = run_assess({"--as-of", "2016-11-20", "--state", "MI"});
  EXPECT_NE(anybody.out.find("That is for the"), std::string::npos) << anybody.out;
  EXPECT_NE(anybody.out.find("$973,250"), std::string::npos) << anybody.out;
}

}  // namespace
}  // namespace recanvass::cli_test
