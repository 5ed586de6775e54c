#include "formats/dominion_json.h"

#include "formats/text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using election::CardStore;
using election::MarkingState;

const char* const kContests = R"({"Version":"5.10","List":[
  {"Description":"Mayor","Id":7,"VoteFor":1,"NumOfRanks":0},
  {"Description":"Ranked","Id":9,"VoteFor":1,"NumOfRanks":3}]})";
const char* const kCandidates = R"({"Version":"5.10","List":[
  {"Description":"Ada","Id":1,"ContestId":7,"Type":"Regular"},
  {"Description":"Ben","Id":2,"ContestId":7,"Type":"Regular"},
  {"Description":"Write-in","Id":3,"ContestId":7,"Type":"WriteIn"},
  {"Description":"Cy","Id":4,"ContestId":9,"Type":"Regular"},
  {"Description":"Di","Id":5,"ContestId":9,"Type":"Regular"}]})";

struct Export {
  std::optional<CardStore> store;  // none when there were problems
  base::Problems problems;
  DominionIgnored ignored;
  std::uint64_t sessions = 0;
};

DominionManifests manifests_of(std::initializer_list<std::pair<const char*, const char*>> files) {
  DominionManifests manifests;
  ProblemList problems;
  for (const auto& [name, text] : files) add_dominion_manifest(name, text, manifests, problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  return manifests;
}

Export read_from(ByteSource& source, const std::string& name, const DominionManifests& manifests) {
  election::CardStoreBuilder builder;
  ProblemList problems;
  DominionJsonReader reader(manifests, builder, problems);
  reader.read(source, name);
  reader.finish();
  Export found;
  found.problems = problems.take();
  found.ignored = reader.ignored();
  found.sessions = reader.sessions();
  if (found.problems.empty()) found.store = builder.finish();
  return found;
}

Export read_export(const std::string& sessions, const DominionManifests& manifests = manifests_of(
                                                    {{"ContestManifest.json", kContests},
                                                     {"CandidateManifest.json", kCandidates}})) {
  const std::string text = R"({"Version":"5.10","Sessions":[)" + sessions + "]}";
  TextSource source(text);
  return read_from(source, "CvrExport.json", manifests);
}

std::string mark(int candidate, int rank, bool vote, bool ambiguous = false) {
  return fmt::format(R"({{"CandidateId":{},"Rank":{},"IsAmbiguous":{},"IsVote":{}}})", candidate,
                     rank, ambiguous, vote);
}

std::string contest(int id, const std::string& marks, int overvotes = 0) {
  return fmt::format(R"({{"Id":{},"Overvotes":{},"Marks":[{}]}})", id, overvotes, marks);
}

std::string record(const std::string& contests, bool current = true) {
  return fmt::format(R"({{"PrecinctPortionId":3,"BallotTypeId":4,"IsCurrent":{},"Contests":[{}]}})",
                     current, contests);
}

std::string session(const std::string& records, const std::string& id = "1") {
  return R"({"TabulatorId":11,"BatchId":8,"RecordId":)" + id +
         R"(,"CountingGroupId":2,"ImageMask":"D:\\Images\\00011_00008_000075*.*",)" + records + "}";
}

std::string one_card(const std::string& contests) {
  return session("\"Original\":" + record(contests));
}

// "Ada", "Cy>Di", "blank", "overvoted", "absent" for a card.
std::string said(const CardStore& store, std::uint64_t card, std::uint32_t contest) {
  const auto marking = store.marking(store.place_of(card), contest);
  if (!marking) return "absent";
  if (marking->state == MarkingState::Blank) return "blank";
  if (marking->state == MarkingState::Overvoted) return "overvoted";
  if (marking->state == MarkingState::Redacted) return "redacted";
  std::string text;
  for (const election::Mark& mark : marking->marks) {
    text += (text.empty() ? "" : ">") + store.contests()[contest].choices[mark.choice].name;
    if (mark.rank > 0) text += std::to_string(mark.rank);
  }
  return text;
}

TEST(DominionJson, EachStateOfAContestIsADifferentThing) {
  struct Case {
    std::string contests;
    std::string mayor;
    std::string ranked;
  };
  for (const Case& row : {
           Case{contest(7, mark(1, 1, true)), "Ada", "absent"},
           Case{contest(7, ""), "blank", "absent"},
           Case{contest(9, ""), "absent", "blank"},
           Case{"", "absent", "absent"},
           Case{contest(7, mark(1, 1, false) + "," + mark(2, 1, false), 1), "overvoted", "absent"},
           Case{contest(7, mark(1, 1, false, true)), "blank", "absent"},
           Case{contest(7, mark(1, 1, true) + "," + mark(2, 1, true)), "Ada>Ben", "absent"},
           Case{contest(9, mark(5, 2, false) + "," + mark(4, 1, true)), "absent", "Cy1>Di2"},
           Case{contest(9, mark(5, 1, true) + "," + mark(4, 1, true)), "absent", "Cy1>Di1"},
           Case{contest(9, mark(5, 3, true) + "," + mark(4, 1, false, true)), "absent", "Di3"},
           // An adjudicator took Cy's first rank away and left Di's, or put it there.
           Case{contest(9, mark(4, 1, false) + "," + mark(5, 1, true) + "," + mark(4, 2, false)),
                "absent", "Di1>Cy2"},
           // Neither is a vote: two marks of one rank, as a machine has them.
           Case{contest(9, mark(4, 1, false) + "," + mark(5, 1, false)), "absent", "Cy1>Di1"},
           Case{contest(7, mark(3, 1, true)) + "," + contest(9, mark(4, 2, true)), "Write-in",
                "Cy2"},
       }) {
    const Export found = read_export(one_card(row.contests));
    ASSERT_TRUE(found.store) << base::sentences(found.problems);
    EXPECT_EQ(said(*found.store, 0, 0), row.mayor) << row.contests;
    EXPECT_EQ(said(*found.store, 0, 1), row.ranked) << row.contests;
  }
}

// Without ContestManifest.json: a second rank says that there are ranks, and a mark at each of two
// first ranks of another contest says that two may be marked.
TEST(DominionJson, WithoutManifestsRanksAreKeptWhereMarksHaveThem) {
  const Export found =
      read_export(one_card(contest(7, mark(1, 1, true) + "," + mark(2, 1, true)) + "," +
                           contest(9, mark(5, 2, true) + "," + mark(4, 1, true))) +
                      "," + session("\"Original\":" + record(contest(9, mark(5, 1, true))), "2"),
                  {});
  ASSERT_TRUE(found.store) << base::sentences(found.problems);
  const auto names = [&](std::uint64_t card, std::uint32_t of) {
    std::string text;
    for (const election::Mark& each :
         found.store->marking(found.store->place_of(card), of)->marks) {
      text += found.store->contests()[of].choices[each.choice].name + "@" +
              std::to_string(each.rank) + " ";
    }
    return text;
  };
  EXPECT_EQ(found.store->contests()[0].ranks, 0);
  EXPECT_EQ(names(0, 0), "1@0 2@0 ");
  EXPECT_EQ(found.store->contests()[1].ranks, 2);
  EXPECT_EQ(names(0, 1), "4@1 5@2 ");
  EXPECT_EQ(names(1, 1), "5@1 ");
}

TEST(DominionJson, ACurrentRecordWithoutACardIsRefused) {
  for (const char* record_text :
       {R"("Original":{"IsCurrent":true})", R"("Original":{"IsCurrent":true,"Cards":[]})"}) {
    const Export found = read_export(session(record_text));
    ASSERT_EQ(found.problems.size(), 1U) << record_text;
    EXPECT_EQ(found.problems[0].cause, "dominion.session");
    EXPECT_EQ(found.problems[0].found, "a current record without a card");
  }
}

// "M\u006fdified" is "Modified" to some readers and unknown to others.
TEST(DominionJson, MembersWhoseNamesAreEscapedAreRefused) {
  const Export found = read_export(
      session(R"("M\u006fdified":)" + record("") + R"(,"Original":)" + record("", false)));
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_EQ(found.problems[0].found, "a member's name with escapes");
}

// A second list, a second export behind the first: votes that would be left out without a word.
TEST(DominionJson, WhatStandsBehindTheSessionsIsReadToo) {
  const std::string one = one_card(contest(7, mark(1, 1, true)));
  const auto cause = [&](const std::string& text) {
    TextSource source(text);
    const Export found = read_from(source, "CvrExport.json", {});
    return found.problems.empty() ? std::string("none") : found.problems[0].cause;
  };
  const std::string whole = R"({"Version":"5.10","Sessions":[)" + one + "]}";
  EXPECT_EQ(cause(whole), "none");
  EXPECT_EQ(cause("\xEF\xBB\xBF" + whole + "\n"), "none");
  EXPECT_NE(cause(whole + whole), "none");
  EXPECT_NE(cause(whole + "x"), "none");
  EXPECT_NE(cause(R"({"Sessions":[)" + one + R"(],"Sessions":[)" + one + "]}"), "none");
}

TEST(DominionJson, TheRecordThatIsCurrentCounts) {
  const std::string ada = contest(7, mark(1, 1, true));
  const std::string ben = contest(7, mark(2, 1, true));
  const auto both = [&](bool original, bool modified) {
    return read_export(session("\"Modified\":" + record(ben, modified) +
                               ",\"Original\":" + record(ada, original)));
  };
  const Export changed = both(false, true);
  ASSERT_TRUE(changed.store);
  EXPECT_EQ(said(*changed.store, 0, 0), "Ben");
  EXPECT_TRUE(changed.store->profile({0, 0}).adjudicated);
  EXPECT_EQ(changed.ignored.replaced_records, 1U);
  const Export kept = both(true, false);
  ASSERT_TRUE(kept.store);
  EXPECT_EQ(said(*kept.store, 0, 0), "Ada");
  EXPECT_FALSE(kept.store->profile({0, 0}).adjudicated);
  for (const bool current : {false, true}) {
    ASSERT_EQ(both(current, current).problems.size(), 1U);
    EXPECT_EQ(both(current, current).problems[0].cause, "dominion.current");
  }
}

TEST(DominionJson, ContestsStandInTheRecordOrInItsCards) {
  const std::string cards =
      R"({"PrecinctPortionId":3,"BallotTypeId":4,"IsCurrent":true,"Cards":[{"Contests":[)" +
      contest(7, mark(1, 1, true)) + R"(]},{"Contests":[)" + contest(9, "") + "]}]}";
  const Export found = read_export(session("\"Original\":" + cards));
  ASSERT_TRUE(found.store) << base::sentences(found.problems);
  EXPECT_EQ(found.store->cards(), election::CardCount(2));
  EXPECT_EQ(found.store->ballots(), election::BallotCount(1));
  EXPECT_EQ(said(*found.store, 0, 0), "Ada");
  EXPECT_EQ(said(*found.store, 0, 1), "absent");
  EXPECT_EQ(said(*found.store, 1, 0), "absent");
  EXPECT_EQ(said(*found.store, 1, 1), "blank");
}

TEST(DominionJson, AWithheldRecordIsNumberedAfterItsImage) {
  const Export found = read_export(session("\"Original\":" + record(""), "\"X\"") + "," +
                                   session("\"Original\":" + record(""), "76"));
  ASSERT_TRUE(found.store);
  EXPECT_EQ(found.store->imprinted_id({0, 0}), "11-8-75");
  EXPECT_EQ(found.store->imprinted_id({0, 1}), "11-8-76");
  EXPECT_EQ(found.store->chunks()[0].position_of(0), 75U);
}

// A number of a batch that were taken for a card's would make every card of it the same.
TEST(DominionJson, ARecordWhoseImageIsWithheldTooHasNoNumber) {
  std::string withheld;
  for (const char* image : {"00011_00008_X*.*", "00011_00008_*.*", "X"}) {
    std::string one = session("\"Original\":" + record(""), "\"X\"");
    const std::string known = "00011_00008_000075*.*";
    one.replace(one.find(known), known.size(), image);
    withheld += one + ",";
  }
  const Export found = read_export(withheld + session("\"Original\":" + record(""), "76") + "," +
                                   session("\"Original\":" + record(""), "\"A-7\""));
  ASSERT_TRUE(found.store) << base::sentences(found.problems);
  for (std::uint32_t card = 0; card < 3; ++card) {
    EXPECT_EQ(found.store->imprinted_id({0, card}), "") << card;
    EXPECT_EQ(found.store->chunks()[0].position_of(card), 0U) << card;
  }
  EXPECT_EQ(found.store->imprinted_id({0, 3}), "11-8-76");
  EXPECT_EQ(found.store->imprinted_id({0, 4}), "11-8-75") << "the image's number goes first";
}

TEST(DominionJson, AnImagesNumberIsTheThirdPartOfItsName) {
  for (const char* image : {R"(D:\\St. 9*\\00011_00008_000075*.*)", "00011_00008_000075_*.*",
                            "a/00011_00008_000075.tif", "00011_00008_75"}) {
    std::string one = session("\"Original\":" + record(""), "\"X\"");
    const std::string known = R"(D:\\Images\\00011_00008_000075*.*)";
    one.replace(one.find(known), known.size(), image);
    const Export found = read_export(one);
    ASSERT_TRUE(found.store) << base::sentences(found.problems);
    EXPECT_EQ(found.store->imprinted_id({0, 0}), "11-8-75") << image;
  }
}

TEST(DominionJson, ATextInPlaceOfMarksIsAWithheldContest) {
  const auto marks_are = [](const std::string& text) {
    return R"({"Id":7,"Overvotes":0,"Marks":)" + text + "}";
  };
  const Export found =
      read_export(one_card(contest(9, mark(4, 1, true)) + "," + marks_are("\"*** REDACTED ***\"")));
  ASSERT_TRUE(found.store) << base::sentences(found.problems);
  EXPECT_EQ(said(*found.store, 0, 0), "redacted");
  EXPECT_EQ(said(*found.store, 0, 1), "Cy1");
  for (const char* text : {"\"1\"", "\"\"", "null", "7", "{}"}) {
    const Export refused = read_export(one_card(marks_are(text)));
    ASSERT_EQ(refused.problems.size(), 1U) << text;
    EXPECT_EQ(refused.problems[0].wanted, "a list") << text;
  }
}

// Some programs write a member that is not there.
TEST(DominionJson, NullIsAMemberThatIsNotThere) {
  const std::string ada = record(
      contest(7, R"({"CandidateId":1,"PartyId":null,"WriteinIndex":null,"Rank":1,"IsVote":true})"));
  for (const std::string& text :
       {"\"Original\":" + ada + ",\"Modified\":null", "\"Modified\":null,\"Original\":" + ada,
        "\"Original\":null,\"Modified\":" + ada}) {
    const Export found = read_export(session(text));
    ASSERT_TRUE(found.store) << base::sentences(found.problems);
    EXPECT_EQ(said(*found.store, 0, 0), "Ada") << text;
  }
  EXPECT_FALSE(read_export(session("\"Original\":null,\"Modified\":null")).problems.empty());
  EXPECT_FALSE(read_export(session("\"Original\":nul,\"Modified\":" + ada)).problems.empty());
}

TEST(DominionJson, EachFaultIsNamedWithItsPlace) {
  struct Case {
    std::string sessions;
    std::string cause;
    std::string pointer;
  };
  const std::string good = one_card(contest(7, mark(1, 1, true)));
  for (const Case& row : {
           Case{good + "," + one_card(contest(8, "")), "dominion.contest", "/Sessions/1"},
           Case{one_card(contest(7, mark(4, 1, true))), "dominion.candidate", "/Sessions/0"},
           Case{one_card(contest(7, "") + "," + contest(7, "")), "dominion.contest", "/Sessions/0"},
           Case{good + "," + one_card(R"({"Id":7,"Marks":[{"CandidateId":"1"}]})"),
                "dominion.session", "/Sessions/1/Original/Contests/0/Marks/0/CandidateId"},
           Case{one_card(R"({"Id":7,"Marks":[{"CandidateId":1,"Rank":1}]})"), "dominion.session",
                "/Sessions/0/Original/Contests/0/Marks/0"},
           Case{one_card(R"({"Id":7})"), "dominion.session", "/Sessions/0/Original/Contests/0"},
           Case{one_card(R"({"Id":1.5,"Marks":[]})"), "dominion.session",
                "/Sessions/0/Original/Contests/0/Id"},
           Case{one_card(R"({"Id":-7,"Marks":[]})"), "dominion.session",
                "/Sessions/0/Original/Contests/0/Id"},
           Case{R"({"TabulatorId":1,"BatchId":1})", "dominion.session", "/Sessions/0"},
           Case{session(R"("Original":[])"), "dominion.session", "/Sessions/0/Original"},
           Case{good + "," + "7", "json.syntax", ""},
           Case{session("\"Extra\":" + std::string(100, '[') + std::string(100, ']')),
                "dominion.session", ""},
       }) {
    const Export found = read_export(row.sessions);
    ASSERT_FALSE(found.problems.empty()) << row.sessions;
    EXPECT_EQ(found.problems[0].cause, row.cause) << row.sessions;
    if (!row.pointer.empty()) {
      EXPECT_EQ(found.problems[0].place.column, row.pointer) << row.sessions;
    }
  }
}

TEST(DominionJson, WithoutManifestsNumbersStandForThemselves) {
  const Export found = read_export(one_card(contest(12, mark(34, 1, true))), {});
  ASSERT_TRUE(found.store);
  EXPECT_EQ(found.store->contests()[0].name, "12");
  EXPECT_EQ(said(*found.store, 0, 0), "34");
}

// Without manifests a file may claim any number of candidates; a code has room for so many.
TEST(DominionJson, MoreCandidatesThanACodeHoldsAreRefused) {
  std::string marks = mark(0, 1, true);
  for (int candidate = 1; candidate <= 60'000; ++candidate) {
    marks += "," + mark(candidate, 1, true);
  }
  const Export found = read_export(one_card(contest(7, marks)), {});
  ASSERT_FALSE(found.problems.empty());
  EXPECT_EQ(found.problems[0].cause, "dominion.candidate");
}

TEST(DominionJson, WhatIsCutOffIsRefused) {
  const std::string whole =
      R"({"Version":"5.10","Sessions":[)" + one_card(contest(7, mark(1, 1, true))) + "]}";
  for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
    TextSource source(std::string_view(whole).substr(0, length));
    EXPECT_FALSE(read_from(source, "cut.json", {}).problems.empty()) << length;
  }
}

const fs::path kData = fs::path(RECANVASS_SHARED_DIR) / "data/cvr";

// The choices' votes in a contest by its name, first rankings where it is ranked.
std::map<std::string, int> votes_in(const CardStore& store, const std::string& name) {
  std::map<std::string, int> votes;
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    if (store.contests()[i].name != name) continue;
    for (std::uint64_t card = 0; card < static_cast<std::uint64_t>(store.cards().value()); ++card) {
      const auto marking = store.marking(store.place_of(card), i);
      if (!marking) continue;
      for (const election::Mark& mark : marking->marks) {
        if (mark.rank <= 1) ++votes[store.contests()[i].choices[mark.choice].name];
      }
    }
  }
  return votes;
}

Export read_folder(const fs::path& manifest_folder, const fs::path& file) {
  DominionManifests manifests;
  ProblemList problems;
  for (const auto& entry : fs::directory_iterator(manifest_folder)) {
    const std::string name = entry.path().filename().string();
    if (!is_dominion_manifest(name)) continue;
    add_dominion_manifest(name, *read_bytes(entry.path(), name), manifests, problems);
  }
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  auto source = open_file(file, file.string());
  EXPECT_TRUE(source.ok());
  const auto opened = std::move(source).value();
  return read_from(*opened, file.string(), manifests);
}

TEST(DominionJson, SanFrancisco2024ReadsAsItsReadmeSays) {
  const fs::path folder = kData / "dominion_json_sf2024";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing " << folder.string();
  const Export found = read_folder(folder / "manifests", folder / "CvrExport_15.json");
  ASSERT_TRUE(found.store) << base::sentences(found.problems);
  EXPECT_EQ(found.sessions, 95U);
  EXPECT_EQ(found.store->cards(), election::CardCount(95));
  EXPECT_EQ(found.ignored.replaced_records, 5U);
  const auto votes = votes_in(*found.store, "PRESIDENT AND VICE PRESIDENT");
  EXPECT_EQ(votes.at("KAMALA D. HARRIS / TIM WALZ"), 18);
  EXPECT_EQ(votes.at("DONALD J. TRUMP / JD VANCE"), 5);
}

TEST(DominionJson, AMarkThatComesTwiceIsNotTwoVotes) {
  const auto with_place = [](int candidate, int place) {
    return fmt::format(R"({{"CandidateId":{},"Rank":1,"IsVote":true,"WriteinIndex":{}}})",
                       candidate, place);
  };
  for (const bool described : {true, false}) {
    const auto read = [&](const std::string& marks) {
      const std::string sessions = one_card(contest(7, marks));
      return described ? read_export(sessions) : read_export(sessions, {});
    };
    const std::string twice = mark(1, 1, true) + "," + mark(1, 1, true);
    ASSERT_FALSE(read(twice).problems.empty());
    EXPECT_EQ(read(twice).problems[0].cause, "dominion.mark");
    const Export places = read(with_place(1, 0) + "," + with_place(1, 1));
    ASSERT_TRUE(places.store) << "two written names";
    EXPECT_EQ(places.store->marking({0, 0}, 0)->marks[0].votes, 2);
    EXPECT_FALSE(read(with_place(1, 1) + "," + with_place(1, 1)).problems.empty());
  }
}

TEST(DominionJson, AContestStandsOnceOnTheCardsOfABallot) {
  const std::string card = R"({"Id":4,"PaperIndex":0,"Contests":[)" + contest(7, "") + "]}";
  const auto cards = [&](const std::string& list) {
    return session(
        R"("Original":{"PrecinctPortionId":3,"BallotTypeId":4,"IsCurrent":true,"Cards":[)" + list +
        "]}");
  };
  EXPECT_TRUE(read_export(cards(card)).store);
  const Export found = read_export(cards(card + "," + card));
  ASSERT_FALSE(found.problems.empty());
  EXPECT_EQ(found.problems[0].found, "contest 7 twice in one session");
  EXPECT_TRUE(
      read_export(cards(card) + "," + session("\"Original\":" + record(contest(7, "")), "2"))
          .store);
}

TEST(DominionJson, AnOvervoteWithoutMarksIsAnOvervote) {
  const Export found = read_export(one_card(contest(7, "", 1)));
  ASSERT_TRUE(found.store);
  EXPECT_EQ(said(*found.store, 0, 0), "overvoted");
}

}  // namespace
}  // namespace recanvass::formats
