#include "formats/nist_cards.h"

#include "formats/card_import_fixture.h"
#include "formats/text.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

const char* const kElection =
    R"("Election":[{"@id":"e","Candidate":[{"@id":"ca","Name":"Ada"},{"@id":"cb","Name":"Ben"}],)"
    R"("Contest":[{"@id":"m","Name":"Mayor","VotesAllowed":1,"ContestSelection":[)"
    R"({"@id":"sa","CandidateIds":["ca"]},{"@id":"sb","CandidateIds":["cb"]},)"
    R"({"@id":"sw","IsWriteIn":true}]},{"@id":"q","Name":"Question","ContestSelection":[)"
    R"({"@id":"y","Selection":"Yes"}]}]}],"GpUnit":[{"@id":"g","Name":"Ward 1"}])";

std::string nist_position(const std::string& more) {
  return R"("SelectionPosition":[{)" + more + "}]";
}
std::string nist_selection(const std::string& id, const std::string& more) {
  return R"({"ContestSelectionId":")" + id + "\"," + more + "}";
}
std::string nist_contest(const std::string& id, const std::string& selections,
                         const std::string& more = "") {
  return R"({"ContestId":")" + id + R"(","CVRContestSelection":[)" + selections + "]" + more + "}";
}
std::string nist_record(const std::string& contests, const std::string& id = "1") {
  return R"({"UniqueId":")" + id +
         R"(","BallotStyleUnitId":"g","CreatingDeviceId":"t","BatchId":"b",)"
         R"("CurrentSnapshotId":"s2",)"
         R"("CVRSnapshot":[{"@id":"s1","Type":"original"},{"@id":"s2","Type":"modified",)"
         R"("CVRContest":[)" +
         contests + "]}]}";
}
std::string nist_report(const std::string& records) {
  return R"({"CVR":[)" + records + "]," + kElection + R"(,"@type":"CVR.CastVoteRecordReport"})";
}

const std::string kYes = R"("HasIndication":"yes","IsAllocable":"yes","NumberVotes":1)";
const std::string kBarred = R"("HasIndication":"yes","IsAllocable":"no","NumberVotes":1)";

// A ballot of a primary that was voted across parties, for example.
TEST(NistCards, AContestThatTheDeviceInvalidatedCountsForNobody) {
  const auto contest = [](const char* status) {
    return nist_contest("m", nist_selection("sa", nist_position(kYes)), status);
  };
  const auto import = imported_texts(
      {{"a.json",
        nist_report(nist_record(contest(R"(,"Status":["invalidated-rules"])")) + "," +
                    nist_record(contest(R"(,"Status":["overvoted","invalidated-rules"])"), "2") +
                    "," + nist_record(contest(R"(,"Status":["undervoted"])"), "3"))}});
  EXPECT_EQ(card_said(import.store, 0, 0), "blank");
  EXPECT_EQ(card_said(import.store, 1, 0), "over: Ada");
  EXPECT_EQ(card_said(import.store, 2, 0), "Ada");
  EXPECT_EQ(ignored_of(import, "contests that the device invalidated, read as blank"), 1U);
}

// Unisyn has a line for each name that may be written, and a candidate for each line: the voters
// who wrote on the first line did not vote for one person. Somebody who is named is a person.
TEST(NistCards, LinesOnWhichNamesAreWrittenAreOneChoice) {
  std::string report = nist_report(
      nist_record(nist_contest("m", nist_selection("sw", nist_position(kYes)) + "," +
                                        nist_selection("l2", nist_position(kYes)))) +
      "," + nist_record(nist_contest("m", nist_selection("l3", nist_position(kYes))), "2") + "," +
      nist_record(nist_contest("m", nist_selection("eve", nist_position(kYes))), "3") + "," +
      nist_record(nist_contest("m", "{" + nist_position(kYes) + "}"), "4"));
  const std::string line = R"({"@id":"sw","IsWriteIn":true})";
  report.replace(report.find(line), line.size(),
                 line + R"(,{"@id":"l2","IsWriteIn":true,"CandidateIds":["WI_152"]},)"
                        R"({"@id":"l3","IsWriteIn":true,"CandidateIds":["w"]},)"
                        R"({"@id":"eve","IsWriteIn":true,"CandidateIds":["c9"]})");
  const std::string ben = R"({"@id":"cb","Name":"Ben"})";
  report.replace(report.find(ben), ben.size(),
                 ben + R"x(,{"@id":"w","Name":"Write In(154)"},{"@id":"c9","Name":"Eve"})x");
  const auto import = imported_texts({{"a.json", report}});
  const auto& choices = import.store.contests()[0].choices;
  ASSERT_EQ(choices.size(), 4U);
  EXPECT_EQ(choices[2].name, "Write-in");
  EXPECT_EQ(choices[2].kind, election::CardChoiceKind::WriteIn);
  EXPECT_EQ(choices[3].name, "Eve");
  EXPECT_EQ(choices[3].kind, election::CardChoiceKind::Named);
  const auto first = import.store.marking(import.store.place_of(0), 0);
  ASSERT_EQ(first->marks.size(), 1U);
  EXPECT_EQ(first->marks[0].votes, 2);
  EXPECT_EQ(card_said(import.store, 1, 0), "Write-in");
  EXPECT_EQ(card_said(import.store, 2, 0), "Eve");
  EXPECT_EQ(card_said(import.store, 3, 0), "Write-in");
}

TEST(NistCards, TheCurrentSnapshotCounts) {
  const auto import = imported_texts(
      {{"a.json",
        nist_report(
            nist_record(nist_contest("m", nist_selection("sa", nist_position(kYes)))) + "," +
            nist_record(nist_contest("m",
                                     nist_selection("sa", nist_position(kBarred)) + "," +
                                         nist_selection("sb", nist_position(kBarred)),
                                     R"(,"Status":["overvoted"])"),
                        "2") +
            "," + nist_record(nist_contest("m", "", R"(,"Status":["undervoted"])"), "3") + "," +
            nist_record(nist_contest("m", nist_selection("sb", nist_position(kBarred))), "4") +
            "," +
            nist_record(
                nist_contest("m", R"({"ContestSelectionId":"sw","Status":["invalidated-rules"],)" +
                                      nist_position(kYes + R"(,"CVRWriteIn":{"Text":"X"})") + "}"),
                "5"))}});
  const auto& store = import.store;
  EXPECT_EQ(import.format, CvrFormat::NistJson);
  EXPECT_EQ(card_said(store, 0, 0), "Ada");
  EXPECT_EQ(card_said(store, 0, 1), "absent");
  EXPECT_EQ(card_said(store, 1, 0), "over: Ada+Ben");
  EXPECT_EQ(card_said(store, 2, 0), "blank");
  EXPECT_EQ(card_said(store, 3, 0), "blank");
  EXPECT_EQ(card_said(store, 4, 0), "invalid write-in");
  EXPECT_EQ(ignored_of(import, "snapshots that another replaced"), 5U);
  EXPECT_EQ(ignored_of(import, "marks that may not be allocated"), 1U);
  EXPECT_TRUE(store.profile(store.place_of(0)).adjudicated);
  EXPECT_EQ(store.names().precincts[store.profile(store.place_of(0)).precinct], "Ward 1");
  EXPECT_EQ(store.contests()[0].choices[2].kind, election::CardChoiceKind::WriteIn);
}

TEST(NistCards, RanksAndFractionsAreKept) {
  const auto import = imported_texts(
      {{"a.json",
        nist_report(
            nist_record(nist_contest(
                "m", R"({"ContestSelectionId":"sa","Rank":2,)" + nist_position(kYes) + "}," +
                         R"({"ContestSelectionId":"sb","Rank":1,)" + nist_position(kYes) + "}")) +
            "," +
            nist_record(nist_contest(
                            "q", nist_selection(
                                     "y", nist_position(
                                              R"("HasIndication":"yes","FractionalVotes":"1/3")"))),
                        "2") +
            "," +
            nist_record(
                nist_contest("q", nist_selection(
                                      "y", nist_position(
                                               R"("HasIndication":"yes","FractionalVotes":".5")"))),
                "3"))}});
  const auto& store = import.store;
  EXPECT_EQ(store.contests()[0].ranks, 2);
  EXPECT_EQ(store.contests()[1].vote_unit, 6);
  EXPECT_EQ(card_said(store, 0, 0), "1 Ben x6, 2 Ada x6");
  EXPECT_EQ(card_said(store, 1, 1), "Yes x2");
  EXPECT_EQ(card_said(store, 2, 1), "Yes x3");
}

TEST(NistCards, RefusalsSayWhichRecord) {
  const std::string good =
      nist_record(nist_contest("m", nist_selection("sa", nist_position(kYes))));
  for (const auto& [text, cause] : std::vector<std::pair<std::string, std::string>>{
           {nist_record(nist_contest("x", ""), "2"), "nist-cards.reference"},
           {nist_record(nist_contest("m", nist_selection("y", nist_position(kYes))), "2"),
            "nist-cards.reference"},
           {nist_record(nist_contest("m", "") + "," + nist_contest("m", ""), "2"),
            "nist-cards.record"},
           {R"({"CurrentSnapshotId":"s9","CVRSnapshot":[]})", "nist-cards.record"},
           {R"({"CurrentSnapshotId":"s","CVRSnapshot":[{"@id":"s"},{"@id":"r"},{"@id":"s"}]})",
            "nist-cards.record"},
           {nist_record(
                nist_contest("m", nist_selection(
                                      "sa", nist_position(
                                                R"("HasIndication":"yes","FractionalVotes":0.5)"))),
                "2"),
            "nist-cards.record"},
           {nist_record(
                nist_contest("m",
                             nist_selection(
                                 "sa", nist_position(R"("HasIndication":"yes","NumberVotes":-1)"))),
                "2"),
            "nist-cards.record"},
           {nist_record(
                nist_contest(
                    "m",
                    nist_selection(
                        "sa", nist_position(R"("HasIndication":"yes","FractionalVotes":"1/0")"))),
                "2"),
            "nist-cards.fraction"},
           {R"({"a":1,"a":2})", "json.duplicate-key"}}) {
    const auto problems = refused_texts({{"a.json", nist_report(good + "," + text)}});
    EXPECT_EQ(problems[0].cause, cause) << text;
    if (cause.starts_with("nist")) {
      EXPECT_EQ(problems[0].place.column, "/CVR/1") << text;
    }
  }
}

// The results that NIST publishes beside the records.
TEST(NistCards, SyntheticElectionsGiveTheirTotalsInBothForms) {
  if (!fs::exists(cvr_data("nist_cdf"))) GTEST_SKIP() << "missing " << cvr_data("nist_cdf");
  const auto json = imported({cvr_data("nist_cdf/gen-01/cvr-gen-01.json")});
  const auto xml = imported({cvr_data("nist_cdf/gen-01/cvr-gen-01.xml")});
  EXPECT_EQ(xml.format, CvrFormat::NistXml);
  EXPECT_EQ(json.store.cards().value(), 40);
  EXPECT_EQ(xml.store.cards().value(), 40);
  const auto by_id = [](const election::CardStore& store, const std::string& contest) {
    Totals totals;
    const std::uint32_t index = store.contest_index({contest}).value();
    for (std::uint64_t card = 0; card < 40; ++card) {
      const auto marking = store.marking(store.place_of(card), index);
      if (!marking) continue;
      for (const auto& mark : marking->marks) {
        totals[store.contests()[index].choices[mark.choice].id.text] += mark.votes;
      }
    }
    return totals;
  };
  const Totals president = {{"cs-president-hb", 12},
                            {"cs-president-gb", 12},
                            {"cs-president-ag", 8},
                            {"cs-president-wi", 8}};
  EXPECT_EQ(by_id(json.store, "cc-president"), president);
  EXPECT_EQ(by_id(xml.store, "cc-president"), president);
  for (const auto& contest : json.store.contests()) {
    EXPECT_EQ(by_id(json.store, contest.id.text), by_id(xml.store, contest.id.text));
  }
  const auto primary = imported({cvr_data("nist_cdf/prim-01/cvr-prim-01.json")});
  EXPECT_EQ(by_id(primary.store, "cc-dem-president"),
            (Totals{{"cs-dem-president-bo", 6}, {"cs-dem-president-hc", 2}}));
  for (const char* raw :
       {"nist_cdf/gen-01/raw-cvr-gen-01.json", "nist_cdf/gen-01/raw-cvr-gen-01.xml",
        "nist_cdf/prim-01/cvr-prim-01.xml"}) {
    EXPECT_EQ(imported({cvr_data(raw)}).store.cards().value(), 40) << raw;
  }
}

TEST(NistCards, TheStandardsExampleShowsEveryKindOfMark) {
  const fs::path file = cvr_data("nist_cdf/example_1.xml");
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto import = imported({file});
  const auto& store = import.store;
  EXPECT_EQ(store.cards().value(), 6);
  EXPECT_EQ(card_said(store, 0, 0), "_C1CN1");
  EXPECT_EQ(card_said(store, 2, 0), "_C1CN1");
  EXPECT_EQ(card_said(store, 3, 0), "over: _C1CN2 x2");
  EXPECT_EQ(card_said(store, 4, 0), "_C1CN3");
  EXPECT_EQ(card_said(store, 5, 0), "_C1CN1");
  EXPECT_EQ(ignored_of(import, "marks that are no indication"), 4U);
}

TEST(NistCards, UnisynsExportIsRanked) {
  const fs::path file = cvr_data("unisyn/101-RCV-CVT_TEST_3_UNIOVS2103-2.xml");
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const auto import = imported({file});
  const auto& store = import.store;
  EXPECT_EQ(store.cards().value(), 35);
  const std::uint32_t police = store.contest_index({"CON_176"}).value();
  EXPECT_EQ(store.contests()[police].name, "For City C Chief of Police (1/3)");
  std::int64_t first = 0;
  for (const auto& [name, votes] : contest_votes(store, police)) first += votes;
  EXPECT_GE(first, 29);
  const std::uint32_t question = store.contest_index({"CON_155"}).value();
  EXPECT_EQ(store.contests()[question].ranks, 0);
  Totals answers;
  for (const auto& [name, votes] : contest_votes(store, question)) answers[name] = votes;
  EXPECT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers.begin()->second + answers.rbegin()->second, 27);
}

TEST(NistCards, ARecordThatComesTwiceIsRefusedByItsNumberOrItsPaper) {
  const auto record = [](const std::string& ids) {
    return "{" + ids + R"(,"CurrentSnapshotId":"s","CVRSnapshot":[{"@id":"s"}]})";
  };
  struct Case {
    const char* first;
    const char* second;
    bool twice;
  };
  for (const Case& each :
       {Case{R"("UniqueId":"1")", R"("UniqueId":"1")", true},
        Case{R"("UniqueId":"1")", R"("UniqueId":"2")", false},
        Case{R"("UniqueId":"1","CreatingDeviceId":"a")", R"("UniqueId":"1","CreatingDeviceId":"a")",
             true},
        // A record's number is one among those of its device.
        Case{R"("UniqueId":"1","CreatingDeviceId":"a")", R"("UniqueId":"1","CreatingDeviceId":"b")",
             false},
        Case{R"("UniqueId":"1")", R"("UniqueId":"1","BallotSheetId":"1")", true},
        Case{R"("UniqueId":"1")", R"("UniqueId":"1","BallotSheetId":"2")", false},
        Case{R"("BallotPrePrintedId":"p","CreatingDeviceId":"a")",
             R"("BallotPrePrintedId":"p","CreatingDeviceId":"b")", true},
        Case{R"("BallotPrePrintedId":"p")", R"("BallotPrePrintedId":"p","BallotSheetId":"2")",
             false}}) {
    const std::string one = nist_report(record(each.first) + "," + record(each.second));
    const auto in_two = std::vector<std::pair<std::string, std::string>>{
        {"a.json", nist_report(record(each.first))}, {"b.json", nist_report(record(each.second))}};
    if (!each.twice) {
      EXPECT_EQ(imported_texts({{"a.json", one}}).store.cards().value(), 2) << one;
      EXPECT_EQ(imported_texts(in_two).store.cards().value(), 2) << one;
      continue;
    }
    const auto problems = refused_texts({{"a.json", one}});
    EXPECT_EQ(problems[0].cause, "nist-cards.twice") << one;
    EXPECT_EQ(problems[0].place.column, "/CVR/1") << one;
    EXPECT_EQ(refused_texts({in_two[0], {"b.json", in_two[1].second + " "}})[0].place.file,
              "b.json")
        << one;
  }
}

// The standard adds up the positions of one selection; it has no second selection of one choice.
TEST(NistCards, AChoiceThatIsSelectedTwiceIsNotTwoVotes) {
  const std::string ada = nist_selection("sa", nist_position(kYes));
  const std::string yes = nist_selection("y", nist_position(kYes));
  for (const auto& [contest, twice] : {std::pair{nist_contest("m", ada + "," + ada), ada},
                                       {nist_contest("q", yes + "," + yes), yes}}) {
    const auto problems = refused_texts({{"a.json", nist_report(nist_record(contest))}});
    EXPECT_EQ(problems[0].cause, "nist-cards.record");
    EXPECT_TRUE(problems[0].found.starts_with("two selections of ")) << problems[0].found;
  }
  const auto said = [](const std::string& selections) {
    const auto import =
        imported_texts({{"a.json", nist_report(nist_record(nist_contest("m", selections)))}});
    return card_said(import.store, 0, 0);
  };
  const std::string written = nist_selection("sw", nist_position(kYes));
  EXPECT_EQ(said(written + "," + written), "Write-in x2") << "two written names";
  EXPECT_EQ(said(nist_selection("sa", R"("SelectionPosition":[{)" + kYes + "},{" + kYes + "}]")),
            "Ada x2");
  EXPECT_EQ(said(R"({"ContestSelectionId":"sa","Rank":1,)" + nist_position(kYes) +
                 R"(},{"ContestSelectionId":"sa","Rank":3,)" + nist_position(kYes) + "}"),
            "1 Ada, 3 Ada");
  EXPECT_EQ(said(ada + "," + nist_selection("sa", nist_position(kBarred))), "Ada");
}

// What another reader would take otherwise is not guessed.
TEST(NistCards, MembersOfAnotherKindAreRefused) {
  const auto found = [](const std::string& position) {
    return refused_texts({{"a.json", nist_report(nist_record(nist_contest(
                                         "m", nist_selection("sa", nist_position(position)))))}})[0]
        .found;
  };
  const std::string marked = R"("HasIndication":"yes",)";
  EXPECT_EQ(found(marked + R"("IsAllocable":false)"), "IsAllocable false");
  EXPECT_EQ(found(marked + R"("NumberVotes":1.5)"), "NumberVotes 1.5");
  EXPECT_EQ(found(marked + R"("NumberVotes":18446744073709551617)"),
            "NumberVotes 1.8446744073709552e+19");
  EXPECT_EQ(found(marked + R"("FractionalVotes":"-0.5")"), "\"-0.5\"");
  const std::string good =
      nist_report(nist_record(nist_contest("m", nist_selection("sa", nist_position(kYes)))));
  const auto problems =
      refused_texts({{"a.json", good.substr(0, good.size() - 1) + R"(,"Version":"9.9.9"})"}});
  EXPECT_EQ(problems[0].cause, "nist-cards.member");
  EXPECT_EQ(problems[0].place.column, "");
  for (const char* version : {"1.0.0", "1.0"}) {
    const std::string with = good.substr(0, good.size() - 1) + R"(,"Version":")" + version + "\"}";
    EXPECT_EQ(imported_texts({{"a.json", with}}).store.cards().value(), 1) << version;
  }
  EXPECT_EQ(refused_texts({{"a.json", nist_report("")}})[0].found, "an export without a card");
}

// In XML a name may come twice; in JSON the same is refused before.
TEST(NistCards, ElementsThatStandOnceAreRefusedTwice) {
  const fs::path file = cvr_data("nist_cdf/gen-01/cvr-gen-01.xml");
  if (!fs::exists(file)) GTEST_SKIP() << "missing " << file;
  const std::string good = *read_bytes(file, "cvr.xml");
  const std::string allocable = "<IsAllocable>yes</IsAllocable>";
  const std::size_t at = good.find(allocable);
  ASSERT_NE(at, std::string::npos);
  const std::string twice = good.substr(0, at) + "<IsAllocable>no</IsAllocable>" + good.substr(at);
  const auto problems = refused_texts({{"cvr.xml", twice}});
  EXPECT_EQ(problems[0].cause, "nist-cards.record");
  EXPECT_EQ(problems[0].found, "IsAllocable [\"no\",\"yes\"]");
}

}  // namespace
}  // namespace recanvass::formats
