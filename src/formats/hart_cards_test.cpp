#include "formats/hart_cards.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

std::string hart_sheet(const std::string& contests, const char* guid = "g1", int number = 1,
                       int sequence = 1) {
  return fmt::format(
      R"(<Cvr xmlns="http://tempuri.org/CVRDesign.xsd"><Contests>{}</Contests><BatchSequence>{}</BatchSequence>)"
      R"(<SheetNumber>{}</SheetNumber><PrecinctSplit><Name>P1</Name></PrecinctSplit>)"
      R"(<BatchNumber>7</BatchNumber><CvrGuid>{}</CvrGuid></Cvr>)",
      contests, sequence, number, guid);
}

std::string hart_contest(const std::string& name, const std::string& options,
                         const std::string& more = "") {
  return "<Contest><Name>" + name + "</Name><Id>id-" + name + "</Id><Options>" + options +
         "</Options>" + more + "</Contest>";
}

std::string hart_option(const std::string& name, const std::string& value) {
  return "<Option><Name>" + name + "</Name><Id>o-" + name + "</Id><Value>" + value +
         "</Value></Option>";
}

TEST(HartCards, AFileIsASheet) {
  const std::string written =
      "<Option><Id>x</Id><Value>1</Value><WriteInData><WriteInDataStatus>{}</WriteInDataStatus>"
      "</WriteInData></Option>";
  const auto with_status = [&](const char* status) {
    std::string text = written;
    return text.replace(text.find("{}"), 2, status);
  };
  const auto import = imported_texts(
      {{"1.xml",
        hart_sheet(hart_contest("Mayor", hart_option("Ada", "1")) + hart_contest("Clerk", "") +
                   hart_contest("Judge", with_status("Unresolved")))},
       {"2.xml", hart_sheet(hart_contest("Mayor", hart_option("Ada", "1") + hart_option("Ben", "1"),
                                         "<Overvoted/>") +
                                hart_contest("Judge", with_status("Rejected")),
                            "g2", 1, 2)},
       {"3.xml",
        hart_sheet(hart_contest("School", hart_option("Cy", "0110") + hart_option("Di", "1000")),
                   "g2", 2, 2)}});
  const auto& store = import.store;
  EXPECT_EQ(import.format, CvrFormat::Hart);
  EXPECT_EQ(store.cards().value(), 3);
  EXPECT_EQ(store.ballots().value(), 2);
  EXPECT_EQ(card_said(store, 0, 0), "Ada");
  EXPECT_EQ(card_said(store, 0, 1), "blank");
  EXPECT_EQ(card_said(store, 0, 2), "Write-in");
  EXPECT_EQ(card_said(store, 1, 0), "over: Ada+Ben");
  EXPECT_EQ(card_said(store, 1, 1), "absent");
  EXPECT_EQ(card_said(store, 1, 2), "invalid write-in");
  EXPECT_EQ(card_said(store, 2, 3), "1 Di, 2 Cy, 3 Cy");
  EXPECT_EQ(store.contests()[3].ranks, 4);
  EXPECT_EQ(store.batch(store.place_of(0)).name, "7");
}

// Undervotes and marks together are the votes allowed; unused ranks are undervotes as well.
TEST(HartCards, UndervotesSayHowManyMayBeMarked) {
  const auto vote_for = [](const std::vector<std::string>& contests) {
    std::vector<std::pair<std::string, std::string>> sheets;
    for (std::size_t i = 0; i < contests.size(); ++i) {
      const std::string guid = fmt::format("g{}", i);
      sheets.emplace_back(guid, hart_sheet(contests[i], guid.c_str(), 1, static_cast<int>(i + 1)));
    }
    return imported_texts(sheets).store.contests()[0].vote_for;
  };
  const auto blank = [](int unused) {
    return hart_contest("M", "", fmt::format("<Undervotes>{}</Undervotes>", unused));
  };
  const std::string one_of_two =
      hart_contest("M", hart_option("Ada", "1"), "<Undervotes>1</Undervotes>");
  const std::string over = hart_contest("M", hart_option("Ada", "1") + hart_option("Ben", "1"),
                                        "<Overvoted/><Undervotes>7</Undervotes>");
  EXPECT_EQ(vote_for({blank(2), one_of_two, over}), 2);
  EXPECT_EQ(vote_for({blank(1)}), 1);
  EXPECT_EQ(vote_for({blank(2)}), 0) << "they may be ranks";
  EXPECT_EQ(vote_for({blank(3), one_of_two}), 0) << "they differ";
  EXPECT_EQ(vote_for({hart_contest("M", hart_option("Ada", "1"))}), 0);
  EXPECT_EQ(vote_for({blank(3), hart_contest("M", hart_option("Ada", "010"))}), 0);
}

// A ballot of an open primary that was voted for two parties counts for neither.
TEST(HartCards, AVoteThatVerityCallsInvalidCountsForNobodyAndIsSaid) {
  const std::string ann = hart_option("Ann", "1");
  const auto import = imported_texts(
      {{"1.xml", hart_sheet(hart_contest("DEM Mayor", ann, "<InvalidVote>false</InvalidVote>"))},
       {"2.xml", hart_sheet(hart_contest("DEM Mayor", ann, "<InvalidVote/>"), "g2", 1, 2)},
       {"3.xml",
        hart_sheet(hart_contest("DEM Mayor", ann, "<Overvoted>false</Overvoted>"), "g3", 1, 3)}});
  EXPECT_EQ(card_said(import.store, 0, 0), "Ann");
  EXPECT_EQ(card_said(import.store, 1, 0), "blank");
  EXPECT_EQ(card_said(import.store, 2, 0), "Ann");
  ASSERT_EQ(import.ignored.size(), 1U);
  EXPECT_EQ(import.ignored[0].how_many, 1U);
  EXPECT_EQ(import.ignored[0].what, "contests whose votes Verity calls invalid, read as blank");
}

// "110" is Ann ranked twice or two votes for her: who counts must know which.
TEST(HartCards, AChoiceAtSeveralPlacesIsToldOf) {
  const auto sheets = [](const std::string& first, const std::string& second) {
    return imported_texts({{"1.xml", hart_sheet(hart_contest("Board", first))},
                           {"2.xml", hart_sheet(hart_contest("Board", second), "g2", 1, 2)},
                           {"3.xml", hart_sheet(hart_contest("Board", ""), "g3", 1, 3)}});
  };
  const std::string once = hart_option("Ann", "100") + hart_option("Bob", "010");
  const auto twice = sheets(hart_option("Ann", "110") + hart_option("Bob", "001"), once);
  ASSERT_EQ(twice.remarks.size(), 1U);
  EXPECT_NE(twice.remarks[0].find("on 1 of its 2 marked sheets one choice"), std::string::npos)
      << twice.remarks[0];
  EXPECT_NE(twice.remarks[0].find("the rule cumulative"), std::string::npos);
  EXPECT_TRUE(sheets(once, once).remarks.empty());
  EXPECT_TRUE(sheets(once, hart_option("Ann", "100") + hart_option("Bob", "100")).remarks.empty());
}

TEST(HartCards, ASheetWithoutContestsIsACard) {
  for (const char* none : {"<Contests/>", "<Contests></Contests>", "<Contests>\n</Contests>"}) {
    const auto import =
        imported_texts({{"1.xml", hart_sheet(hart_contest("Mayor", hart_option("Ada", "1")))},
                        {"2.xml", std::string("<Cvr>") + none + "<CvrGuid>g2</CvrGuid></Cvr>"}});
    ASSERT_EQ(import.store.cards().value(), 2) << none;
    EXPECT_EQ(import.store.carrying(0).value(), 1) << none;
  }
}

TEST(HartCards, ASheetThatComesTwiceIsRefusedAlsoWhenItIsASecondSheet) {
  const std::string text = hart_contest("M", hart_option("Ada", "1"));
  const auto problems = refused_texts(
      {{"1.xml", hart_sheet(text, "g", 2, 4)}, {"2.xml", hart_sheet(text, "g", 2, 4) + "\n"}});
  EXPECT_EQ(problems[0].cause, "cards.twice");
  EXPECT_EQ(problems[0].place.file, "2.xml");
  EXPECT_EQ(imported_texts(
                {{"1.xml", hart_sheet(text, "g", 2, 4)}, {"2.xml", hart_sheet(text, "g", 3, 4)}})
                .store.cards()
                .value(),
            2);
}

TEST(HartCards, RefusalsSayWhichFile) {
  const auto cause = [&](const std::string& text) {
    const auto problems =
        refused_texts({{"a.xml", hart_sheet(hart_contest("M", ""))}, {"b.xml", text}});
    EXPECT_EQ(problems[0].place.file, "b.xml");
    return problems[0].cause;
  };
  EXPECT_EQ(cause(hart_sheet(hart_contest("M", hart_option("Ada", "2")), "g2", 1, 2)),
            "hart.record");
  EXPECT_EQ(cause(hart_sheet(hart_contest("M", "") + hart_contest("M", ""), "g2", 1, 2)),
            "hart.record");
  EXPECT_EQ(cause("<Cvr><BatchNumber>1</BatchNumber></Cvr>"), "hart.record");
  EXPECT_EQ(cause("<Cvr><Contests><Contest></Cvr>"), "xml.syntax");
  EXPECT_EQ(cause("<!DOCTYPE x [<!ENTITY a \"b\">]><Cvr>&a;</Cvr>"), "xml.document-type");
  EXPECT_EQ(cause(hart_sheet(hart_contest("M", ""))), "cards.twice");
}

TEST(HartCards, ShangrlasArchiveHasTwoSheetsWithContestsOfOneId) {
  const fs::path zip = cvr_data("hart/shangrla_Hart_CVRs.zip");
  if (!fs::exists(zip)) GTEST_SKIP() << "missing " << zip;
  const auto read = import_cards({zip});
  // Both files hold one id and one place in one batch: the sheets are one and the same.
  if (!read) {
    EXPECT_EQ(read.problems()[0].cause, "cards.twice");
    return;
  }
  EXPECT_EQ(read->store.cards().value(), 2);
  EXPECT_EQ(read->store.contests().size(), 3U);
  EXPECT_EQ(card_said(read->store, 0, contest_named(read->store, "MAYOR")), "Write-in");
}

// The published report: 9 ballots, one first choice for Gottner, 6 overvotes, 2 without a mark.
TEST(HartCards, TravisCountysSampleGivesThePublishedReport) {
  const fs::path folder = cvr_data("hart/travis_sample_archive");
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto import = imported({folder});
  const auto& store = import.store;
  EXPECT_EQ(store.cards().value(), 18);
  EXPECT_EQ(store.ballots().value(), 9);
  const std::uint32_t officers = contest_named(store, "TRAVIS COUNTY OFFICERS");
  EXPECT_EQ(store.contests()[contest_named(store, "US SENATOR")].vote_for, 2);
  std::map<std::string, int> first;
  for (std::uint64_t card = 0; card < 18; ++card) {
    const auto marking = store.marking(store.place_of(card), officers);
    if (!marking) continue;
    if (marking->marks.empty()) {
      ++first["undervotes"];
    } else if (marking->marks.size() > 1 && marking->marks[1].rank == marking->marks[0].rank) {
      ++first["overvotes"];
    } else {
      ++first[store.contests()[officers].choices[marking->marks[0].choice].name];
    }
  }
  EXPECT_EQ(first, (std::map<std::string, int>{
                       {"Michael Gottner", 1}, {"overvotes", 6}, {"undervotes", 2}}));
}

TEST(HartCards, AnOptionMarkedTwiceIsNotTwoVotes) {
  const auto problems = refused_texts(
      {{"a.xml",
        hart_sheet(hart_contest("M", hart_option("Ada", "1") + hart_option("Ada", "1")))}});
  EXPECT_EQ(problems[0].cause, "hart.record");
  EXPECT_EQ(problems[0].found, "an option marked twice: \"Ada\"");
  const std::string written = "<Option><Id>w</Id><Value>1</Value></Option>";
  const auto import = imported_texts({{"a.xml", hart_sheet(hart_contest("M", written + written))}});
  EXPECT_EQ(card_said(import.store, 0, 0), "Write-in x2");
}

// Of two elements of one name another reader may take the other.
TEST(HartCards, ElementsThatStandOnceAreRefusedTwice) {
  const std::string good = hart_sheet(hart_contest("M", hart_option("Ada", "1")));
  ASSERT_EQ(imported_texts({{"a.xml", good}}).store.cards().value(), 1);
  const auto with = [&](const std::string& before, const std::string& added) {
    std::string text = good;
    return text.insert(text.find(before), added);
  };
  for (const auto& [text, found] : std::vector<std::pair<std::string, std::string>>{
           {with("<BatchSequence>", "<Contests/>"), "two elements Contests"},
           {with("<Contests>", "<Contests><Contest/></Contests>"), "two elements Contests"},
           {with("</Contest>", "<Options/>"), "two elements Options"},
           {with("<Value>", "<Name>Ben</Name>"), "two elements Name"},
           {with("<Value>", "<Value>0</Value>"), "two elements Value"},
           {with("<Value>", "<Id>x</Id>"), "two elements Id"},
           {with("<CvrGuid>", "<CvrGuid>h</CvrGuid>"), "two elements CvrGuid"},
           {with("<CvrGuid>", "<BatchNumber>8</BatchNumber>"), "two elements BatchNumber"},
           {with("</Contest>", "<Overvoted/><Overvoted/>"), "two elements Overvoted"},
           {with("<Contest>", "x"), "Contests with a text in it"}}) {
    const auto read = import_cards(InputFiles::of_texts({{"a.xml", text}}));
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.problems()[0].found, found) << text;
  }
  EXPECT_EQ(imported_texts({{"a.xml", with("<BatchSequence>", "<Image/><Image/>")}})
                .store.cards()
                .value(),
            1)
      << "what is not looked at may stand as often as it likes";
}

// As many elements in each other as break the stack of a reader that has no limit.
TEST(HartCards, ElementsInEachOtherAreRefused) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  const auto problems = refused_texts(
      {{"1.xml", "<Cvr xmlns=\"http://tempuri.org/CVRDesign.xsd\"><Contests>" + deep}});
  EXPECT_EQ(problems[0].cause, "xml.depth");
}

}  // namespace
}  // namespace recanvass::formats
