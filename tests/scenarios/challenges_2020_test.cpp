// G10: challenged ballots of New York's 22nd district and objections in Wisconsin, November 2020,
// through `submit`. Published: 1,188 ballots challenged in 8 counties, 533 challenges withdrawn, 43
// settled by agreement, 609 ruled on, three lost in life; Milwaukee's 459,723 ballots, 257 and 125
// votes more; from memory: 156,098 and 155,989 votes in the end, 317,527 and 134,482 in Milwaukee.
// Made up: which ballots those were, how each was read and ruled, how votes lie over the counties.
#include "tests/cli/run_program.h"
#include "tests/scenarios/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>

namespace recanvass::story {
namespace {

constexpr std::array<const char*, 8> kCounties = {"broome",  "chenango", "cortland", "herkimer",
                                                  "madison", "oneida",   "oswego",   "tioga"};
constexpr std::size_t kChallenged = 1'188;
constexpr std::size_t kWithdrawn = 533;
constexpr std::size_t kStipulated = 43;
constexpr std::size_t kRuled = 609;
constexpr std::size_t kLostInLife = 3;
static_assert(kWithdrawn + kStipulated + kRuled + kLostInLife == kChallenged);

// The exhibits in turn: withdrawn, agreed, ruled on, and three that somebody might lose. Every
// other one is a vote for the first, and each is said to be a ballot that does not count.
struct Exhibit {
  std::size_t index = 0;

  [[nodiscard]] std::string number() const { return fmt::format("NY22-{:04}", index + 1); }
  [[nodiscard]] std::string county() const { return kCounties.at(index % 8); }
  [[nodiscard]] std::string batch() const { return county() + "/1"; }
  [[nodiscard]] std::size_t position() const { return index / 8 + 1; }
  [[nodiscard]] std::string choice() const { return index % 2 == 0 ? "tenney" : "brindisi"; }
  [[nodiscard]] std::string other() const { return index % 2 == 0 ? "brindisi" : "tenney"; }
  [[nodiscard]] bool is_withdrawn() const { return index < kWithdrawn; }
  [[nodiscard]] bool is_stipulated() const {
    return !is_withdrawn() && index < kWithdrawn + kStipulated;
  }
  [[nodiscard]] bool is_lost_in_life() const { return index >= kChallenged - kLostInLife; }
  [[nodiscard]] bool is_ruled() const {
    return !is_withdrawn() && !is_stipulated() && !is_lost_in_life();
  }
  [[nodiscard]] bool is_removed() const {
    return is_stipulated() || (is_ruled() && index % 3 == 0);
  }
};

std::int64_t removed_from(const std::string& choice) {
  std::int64_t removed = 0;
  for (std::size_t i = 0; i < kChallenged; ++i) {
    removed += Exhibit{i}.is_removed() && Exhibit{i}.choice() == choice ? 1 : 0;
  }
  return removed;
}

std::int64_t share_of(std::int64_t whole, std::size_t county) {
  return whole / 8 + (static_cast<std::int64_t>(county) < whole % 8 ? 1 : 0);
}

// What the tallies hold: the published votes, and those that the rulings take away later.
base::Json tallied(std::size_t county) {
  return {{"tenney", share_of(156'098 + removed_from("tenney"), county)},
          {"brindisi", share_of(155'989 + removed_from("brindisi"), county)},
          {"others", 850}};
}

std::int64_t sum_of(const base::Json& votes) {
  std::int64_t sum = 0;
  for (const base::Json& number : votes) sum += number.get<std::int64_t>();
  return sum;
}

std::string text_in(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class NewYork22 : public testing::Test {
 protected:
  void SetUp() override {
    story_.now("2020-12-01T15:00:00Z");
    open_operation();
    count_everything();
  }

  void open_operation() {
    base::Json counties = base::Json::array();
    for (const char* county : kCounties) counties.push_back({{"id", county}, {"name", county}});
    story_.say("court", "operation.open",
               {{"origin", "elections.example/ny22-2020"},
                {"name", "House of Representatives, New York 22nd district, 2020"},
                {"election", "us-2020-house-ny-22"},
                {"jurisdiction", "us-ny"},
                {"contest", "house"},
                {"vote_for", 1},
                {"choices",
                 {{{"id", "tenney"}, {"name", "Claudia Tenney"}},
                  {{"id", "brindisi"}, {"name", "Anthony Brindisi"}},
                  {{"id", "others"}, {"name", "All others"}}}},
                {"counties", counties},
                {"policy", "us-ny-2020"},
                {"law_day", "2020-11-03"},
                {"officer_name", "Officer of the court"},
                {"officer_key", story_.make_key("court")}});
    story_.say("court", "order.record",
               {{"order", "O1"},
                {"court", "Supreme Court"},
                {"case", "made up"},
                {"made_at", "2020-12-08T10:00"},
                {"words", "decision and order"}});
    for (const char* county : kCounties) {
      story_.add_person(std::string(county) + "-clerk", "county-officer", county);
      story_.add_person(std::string(county) + "-team-1", "counter", county);
      story_.add_person(std::string(county) + "-team-2", "counter", county);
    }
    story_.submit_all_accepted();
  }

  void count_everything() {
    base::Json outcome = {{"tenney", 0}, {"brindisi", 0}, {"others", 0}};
    for (std::size_t i = 0; i < kCounties.size(); ++i) {
      const std::string county = kCounties[i];
      const base::Json votes = tallied(i);
      for (const auto& [choice, number] : votes.items()) {
        outcome[choice] = outcome[choice].get<std::int64_t>() + number.get<std::int64_t>();
      }
      story_.say(county + "-clerk", "manifest.add",
                 {{"county", county},
                  {"batches",
                   {{{"batch", county + "/1"},
                     {"container", county + "-box"},
                     {"unit", county},
                     {"ballots", sum_of(votes)}}}}});
      story_.say(county + "-clerk", "returns.add",
                 {{"county", county},
                  {"units", {{{"unit", county}, {"name", county}, {"votes", votes}}}}});
    }
    story_.say("court", "outcome.report", {{"votes", outcome}, {"source", "county boards"}});
    story_.submit_all_accepted();
    story_.commit_inputs("press.example");
    for (std::size_t i = 0; i < kCounties.size(); ++i) {
      const std::string county = kCounties[i];
      for (const char* team : {"-team-1", "-team-2"}) {
        story_.say(county + team, "tally.enter",
                   {{"batch", county + "/1"},
                    {"ballots", sum_of(tallied(i))},
                    {"votes", tallied(i)},
                    {"blank", 0},
                    {"over", 0}});
      }
    }
    story_.submit_all_accepted();
  }

  static base::Json challenge(const Exhibit& exhibit) {
    return {{"exhibit", exhibit.number()},  {"county", exhibit.county()},
            {"batch", exhibit.batch()},     {"position", exhibit.position()},
            {"side", exhibit.other()},      {"ground", "envelope-signature"},
            {"words", "as on the placard"}, {"counted_as", {exhibit.choice()}},
            {"claimed_as", {"not-counted"}}};
  }

  void challenge_all() {
    for (std::size_t i = 0; i < kChallenged; ++i) {
      const Exhibit exhibit{i};
      story_.say(exhibit.county() + "-clerk", "challenge.add", challenge(exhibit));
    }
    story_.submit_all_accepted();
  }

  void withdraw(const Exhibit& exhibit) {
    story_.say(exhibit.county() + "-clerk", "challenge.withdraw",
               {{"exhibit", exhibit.number()}, {"side", exhibit.other()}});
  }

  void rule(const Exhibit& exhibit) {
    const bool is_sustained = exhibit.is_removed();
    story_.say("court", "challenge.rule",
               {{"exhibit", exhibit.number()},
                {"ruling", is_sustained ? "sustained" : "overruled"},
                {"ruled_by", "court"},
                {"order", "O1"},
                {"words", "decision and order"},
                {"counted_as", {is_sustained ? "not-counted" : exhibit.choice()}}});
  }

  // In a party's name: the court's account is the second person.
  void approve_withdrawals() {
    for (const Answered& answer : story_.submit_all_accepted()) {
      story_.say("court", "approve", {{"entry", answer.position}});
    }
    story_.submit_all_accepted();
  }

  // What is removed moves a vote: the county's clerk is the second person.
  void approve_removals(const std::vector<Exhibit>& said, const std::vector<Answered>& answers) {
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (!said[i].is_removed()) continue;
      story_.say(said[i].county() + "-clerk", "approve", {{"entry", answers.at(i).position}});
    }
    story_.submit_all_accepted();
  }

  void settle_all_but_three() {
    std::vector<Exhibit> said;
    for (std::size_t i = kWithdrawn; i < kChallenged - kLostInLife; ++i) {
      const Exhibit exhibit{i};
      said.push_back(exhibit);
      if (exhibit.is_ruled()) {
        rule(exhibit);
        continue;
      }
      story_.say("court", "challenge.stipulate",
                 {{"exhibit", exhibit.number()},
                  {"sides", {"tenney", "brindisi"}},
                  {"counted_as", {"not-counted"}},
                  {"words", "so agreed before the court"}});
    }
    approve_removals(said, story_.submit_all_accepted());
  }

  void expect_challenges(const base::Json& wanted) {
    const base::Json view = story_.show("challenges");
    const base::Json& totals = view["totals"];
    for (const auto& [status, number] : wanted.items()) {
      EXPECT_EQ(totals[status], number) << status << " of " << totals.dump();
    }
    EXPECT_EQ(view["counties"].size(), 8U);
  }

  std::filesystem::path print_exhibits(const std::string& folder,
                                       const std::vector<std::string>& more = {}) {
    const std::filesystem::path to = story_.folder() / folder;
    std::vector<std::string> arguments = {"print", story_.election(), "exhibits", "--to",
                                          to.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const cli_test::Ended ended = cli_test::run_recanvass(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    return to;
  }

  Story story_{"court"};
};

TEST_F(NewYork22, NoneOfTheChallengedBallotsIsLost) {
  challenge_all();
  const std::int64_t lead_now = 109 + removed_from("tenney") - removed_from("brindisi");
  base::Json totals = story_.show("totals");
  EXPECT_EQ(totals["leader"], "undecided");
  EXPECT_EQ(totals["open_challenges"], kChallenged);
  EXPECT_EQ(totals["lead"]["now"], lead_now);
  EXPECT_EQ(totals["lead"]["low"], lead_now - 594) << "half of them are votes for each";
  EXPECT_EQ(totals["lead"]["high"], lead_now + 594);

  for (std::size_t i = 0; i < kWithdrawn; ++i) withdraw(Exhibit{i});
  approve_withdrawals();
  EXPECT_EQ(story_.show("totals")["leader"], "undecided");
  settle_all_but_three();
  expect_challenges({{"registered", kChallenged},
                     {"open", kLostInLife},
                     {"withdrawn", kWithdrawn},
                     {"stipulated", kStipulated},
                     {"ruled", kRuled}});
  totals = story_.show("totals");
  EXPECT_EQ(totals["leader"], "tenney");
  EXPECT_EQ(totals["lead"]["now"], 109);
  EXPECT_EQ(totals["lead"]["low"], 108);
  EXPECT_EQ(totals["lead"]["high"], 111);
  EXPECT_NE(totals["sentence"].get<std::string>().find("3 open challenges"), std::string::npos);

  for (std::size_t i = kChallenged - kLostInLife; i < kChallenged; ++i) rule(Exhibit{i});
  story_.submit_all_accepted();
  expect_challenges({{"open", 0}, {"ruled", kRuled + kLostInLife}});
  totals = story_.show("totals");
  EXPECT_EQ(totals["choices"][0]["agreed"], 156'098);
  EXPECT_EQ(totals["choices"][1]["agreed"], 155'989);
}

TEST_F(NewYork22, WhatIsSaidTwiceOrOfAnotherBallotIsRefused) {
  const Exhibit first{0};
  base::Json said = challenge(first);
  ASSERT_EQ(story_.ask("broome-clerk", "challenge.add", said).status, "accepted");
  EXPECT_EQ(story_.ask("broome-clerk", "challenge.add", said).causes,
            (std::vector<std::string>{"challenge.exhibit", "challenge.ballot"}));
  said["exhibit"] = "NY22-9999";
  EXPECT_EQ(story_.ask("broome-clerk", "challenge.add", said).causes,
            std::vector<std::string>{"challenge.ballot"});
  said["position"] = 9'000'000;
  EXPECT_EQ(story_.ask("broome-clerk", "challenge.add", said).causes,
            std::vector<std::string>{"challenge.position"});
  EXPECT_EQ(story_
                .ask("oneida-clerk", "challenge.withdraw",
                     {{"exhibit", first.number()}, {"side", first.other()}})
                .causes,
            std::vector<std::string>{"author.county"});
  // What a clerk says for a party stands when another account has approved it.
  const Answered withdrawn = story_.ask("broome-clerk", "challenge.withdraw",
                                        {{"exhibit", first.number()}, {"side", first.other()}});
  ASSERT_EQ(withdrawn.status, "accepted");
  ASSERT_EQ(story_.ask("court", "approve", {{"entry", withdrawn.position}}).status, "accepted");
  rule(first);
  EXPECT_EQ(story_.submit().at(0).causes, std::vector<std::string>{"challenge.settled"});
}

TEST_F(NewYork22, ASheetAnExhibitThatIsTheSameWhenPrintedAgain) {
  challenge_all();
  rule(Exhibit{600});
  approve_removals({Exhibit{600}}, story_.submit_all_accepted());
  EXPECT_EQ(story_.show("exhibits")["exhibits"].size(), kChallenged);
  const std::filesystem::path all = print_exhibits("all", {"--county", "broome"});
  std::size_t pages = 0;
  for (const auto& file : std::filesystem::directory_iterator(all)) {
    pages += file.path().extension() == ".html" ? 1U : 0U;
  }
  EXPECT_EQ(pages, 149U) << "every eighth of 1,188";
  const Exhibit ruled{600};
  const std::string name = fmt::format("exhibit-{}.html", ruled.number());
  const std::string sheet = text_in(all / name);
  for (const std::string& part :
       {ruled.number(), "<dd>" + ruled.batch() + "</dd>",
        fmt::format("<dd>{}</dd>", ruled.position()), std::string("signature on the envelope"),
        std::string("<dt>Ruling</dt><dd>sustained</dd>"), std::string("class=\"sign hand\"")}) {
    EXPECT_NE(sheet.find(part), std::string::npos) << part;
  }
  rule(Exhibit{601});
  story_.submit_all_accepted();
  const std::filesystem::path again = print_exhibits("again", {"--exhibit", ruled.number()});
  EXPECT_EQ(text_in(again / name), sheet);
}

constexpr std::int64_t kMilwaukeeBallots = 459'723;
constexpr std::int64_t kOthers = 6'900;  // made up

class Wisconsin2020 : public testing::Test {
 protected:
  void SetUp() override {
    story_.now("2020-11-21T15:00:00Z");
    story_.say(
        "state", "operation.open",
        {{"origin", "elections.example/wi-2020"},
         {"name", "President, Wisconsin, recount of two counties in 2020"},
         {"election", "us-2020-president"},
         {"jurisdiction", "us-wi"},
         {"contest", "president"},
         {"vote_for", 1},
         {"choices",
          {{{"id", "biden"}, {"name", "Joseph R. Biden"}},
           {{"id", "trump"}, {"name", "Donald J. Trump"}},
           {{"id", "others"}, {"name", "All others"}}}},
         {"counties",
          {{{"id", "dane"}, {"name", "Dane"}}, {{"id", "milwaukee"}, {"name", "Milwaukee"}}}},
         {"policy", "us-wi-2020"},
         {"law_day", "2020-11-03"},
         {"officer_name", "State officer 1"},
         {"officer_key", story_.make_key("state")}});
    for (const std::string county : {"dane", "milwaukee"}) {
      story_.add_person(county + "-clerk", "county-officer", county);
      story_.add_person(county + "-board", "board-member", county);
      story_.add_person(county + "-team-1", "counter", county);
      story_.add_person(county + "-team-2", "counter", county);
    }
    story_.add_person("observer", "observer");
    hand_in("dane", "ward-1", 10'000, {{"biden", 7'000}, {"trump", 3'000}, {"others", 0}});
    hand_in("milwaukee", "milwaukee", kMilwaukeeBallots,
            {{"biden", 317'270}, {"trump", 134'357}, {"others", kOthers}});
    story_.say("state", "outcome.report",
               {{"votes", {{"biden", 324'270}, {"trump", 137'357}, {"others", kOthers}}},
                {"source", "county canvass"}});
    story_.submit_all_accepted();
    story_.commit_inputs("press.example");
  }

  void hand_in(const std::string& county, const std::string& unit, std::int64_t ballots,
               const base::Json& votes) {
    story_.say(county + "-clerk", "manifest.add",
               {{"county", county},
                {"batches",
                 {{{"batch", unit + "/1"},
                   {"container", unit + "-box"},
                   {"unit", unit},
                   {"ballots", ballots}}}}});
    story_.say(
        county + "-clerk", "returns.add",
        {{"county", county}, {"units", {{{"unit", unit}, {"name", unit}, {"votes", votes}}}}});
  }

  void count_twice(const std::string& county, const std::string& unit, std::int64_t ballots,
                   const base::Json& votes) {
    for (const char* team : {"-team-1", "-team-2"}) {
      story_.say(county + team, "tally.enter",
                 {{"batch", unit + "/1"},
                  {"ballots", ballots},
                  {"votes", votes},
                  {"blank", ballots - sum_of(votes)},
                  {"over", 0}});
    }
    story_.say(county + "-clerk", "count.sign-off", {{"unit", unit}});
  }

  static base::Json objection(const std::string& id) {
    return {{"objection", id},
            {"county", "dane"},
            {"unit", "ward-1"},
            {"class", "envelope"},
            {"side", "trump"},
            {"ground", "envelope-witness"},
            {"words", "every envelope of this ward"}};
  }

  Story story_{"state"};
};

TEST_F(Wisconsin2020, TenThousandEnvelopesStandUnderOneObjectionAndAreCountedOn) {
  ASSERT_EQ(story_.ask("observer", "objection.standing", objection("O-1")).status, "accepted");
  EXPECT_EQ(story_.ask("observer", "objection.standing", objection("O-2")).causes,
            std::vector<std::string>{"objection.stands"});
  for (int i = 1; i <= 10'000; ++i) {
    story_.say("dane-team-1", "objection.envelope",
               {{"objection", "O-1"}, {"envelope", std::to_string(i)}});
  }
  story_.submit_all_accepted();
  EXPECT_EQ(
      story_.ask("dane-team-2", "objection.envelope", {{"objection", "O-1"}, {"envelope", "17"}})
          .causes,
      std::vector<std::string>{"objection.counted"});
  base::Json view = story_.show("objections");
  EXPECT_EQ(view["registered"], 1);
  EXPECT_EQ(view["affected_open"], 10'000);
  EXPECT_EQ(view["objections"][0]["envelopes"], 10'000);
  count_twice("dane", "ward-1", 10'000, {{"biden", 7'000}, {"trump", 3'000}, {"others", 0}});
  story_.submit_all_accepted();
  const base::Json totals = story_.show("totals", "", {"--county", "dane"});
  EXPECT_EQ(totals["under_open_objections"], 10'000);
  EXPECT_EQ(totals["lead"]["now"], 4'000);
  EXPECT_EQ(totals["lead_with_objections"]["low"], 4'000 - 10'000);
  EXPECT_EQ(totals["leader"], "undecided") << "while the range crosses zero";
  EXPECT_LT(story_.show("minutes")["minutes"].size(), 60U) << "summed up, not ten thousand lines";
  const Answered ruled = story_.ask("dane-board", "objection.rule",
                                    {{"objection", "O-1"},
                                     {"ruling", "overruled"},
                                     {"ruled_by", "board"},
                                     {"words", "the clerk may complete an address"},
                                     {"votes", {{"Lee", "for"}, {"Kim", "for"}}}});
  ASSERT_EQ(ruled.status, "accepted") << ruled.problems;
  view = story_.show("objections");
  EXPECT_EQ(view["affected_open"], 0);
  EXPECT_EQ(view["affected"], 10'000);
}

TEST_F(Wisconsin2020, MilwaukeesBallotsAreCountedAgain) {
  count_twice("milwaukee", "milwaukee", kMilwaukeeBallots,
              {{"biden", 317'527}, {"trump", 134'482}, {"others", kOthers}});
  story_.submit_all_accepted();
  EXPECT_TRUE(story_.show("totals", "", {"--county", "milwaukee"})["changes"].is_null())
      << "a single unit, Dane's, is left: Milwaukee's figures would give away its own";
  const base::Json totals = story_.show("totals", "milwaukee-clerk", {"--county", "milwaukee"});
  EXPECT_EQ(totals["ballots"], kMilwaukeeBallots);
  EXPECT_EQ(totals["changes"]["choices"][0]["change"], 257);
  EXPECT_EQ(totals["changes"]["choices"][1]["change"], 125);
}

}  // namespace
}  // namespace recanvass::story
