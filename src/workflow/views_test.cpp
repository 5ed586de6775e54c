#include "workflow/judging_fixture.h"
#include "workflow/view.h"

#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {
namespace {

TEST(Views, EveryViewHasAnOwnNameAndASentence) {
  std::set<std::string> names;
  for (const View& view : views()) {
    EXPECT_TRUE(names.insert(view.name).second) << view.name;
    EXPECT_TRUE(view.summary.ends_with('.')) << view.name;
    ASSERT_NE(view.build, nullptr) << view.name;
  }
  EXPECT_EQ(view_named("no-such-view"), nullptr);
}

TEST(Views, EveryViewAnswersOnAnEmptyOperationAndOnOneReadyToCount) {
  const Operation empty = empty_operation(fixture::no_law());
  const Operation ready = fixture::operation_ready();
  for (const View& view : views()) {
    EXPECT_FALSE(view.build(empty, {}).is_null()) << view.name;
    EXPECT_FALSE(view.build(ready, {}).is_null()) << view.name;
  }
}

TEST(Views, OnlyStateOfficersSeeReportedFiguresBeforeSignOff) {
  Operation operation = fixture::operation_ready();
  for (const auto& [id, account] : operation.people.accounts) {
    const bool officer = account.role == Role::StateOfficer;
    EXPECT_EQ(may_see_reported(operation, {.viewer = &account}, "W1"), officer) << id;
  }
  EXPECT_FALSE(may_see_reported(operation, {}, "W1"));
  operation.counting.signed_off.emplace("W1", 20);
  const ViewRequest clerk{.viewer = &operation.people.accounts.at("clerk")};
  EXPECT_TRUE(may_see_reported(operation, clerk, "W1"));
  EXPECT_FALSE(may_see_reported(operation, clerk, "W2"));
  EXPECT_FALSE(may_see_reported_sums(operation, clerk));
  for (const char* id : {"team-1", "super"}) {
    const ViewRequest counting{.viewer = &operation.people.accounts.at(id)};
    EXPECT_FALSE(may_see_reported(operation, counting, "W1")) << id;
    EXPECT_FALSE(may_see_reported_sums(operation, counting)) << id;
  }
  EXPECT_FALSE(may_see_reported(operation, {}, "W1"));
  operation.counting.signed_off.emplace("W2", 21);
  EXPECT_TRUE(may_see_reported(operation, {}, "W1"));
  EXPECT_TRUE(may_see_reported_sums(operation, {}));
}

// A counter of another county has no open unit of his own; the public has that of every county.
// The reported outcome is known to all: what is not shown is known as a sum. That must never be of
// one open unit.
TEST(Views, ACountyIsShownWhenItIsCompleteUnlessASingleUnitIsLeft) {
  const auto unit = [](const char* county, const char* id) {
    return fixture::UnitOfOneBatch{county, id, 50, {{"a", 20}, {"b", 21}}};
  };
  Operation operation = fixture::operation_of(
      {"a", "b"}, 1, {unit("k", "u1"), unit("k", "u2"), unit("l", "v1"), unit("l", "v2")});
  Account counter;
  counter.role = Role::Counter;
  counter.county = "k";
  const auto shown = [&] {
    std::set<std::string> ids;
    for (const char* id : {"u1", "u2", "v1", "v2"}) {
      if (may_see_reported(operation, {}, id)) ids.insert(id);
      EXPECT_EQ(may_see_reported(operation, {.viewer = &counter}, id), ids.contains(id)) << id;
    }
    return ids;
  };
  using Ids = std::set<std::string>;
  EXPECT_EQ(shown(), Ids{});
  operation.counting.signed_off.emplace("u1", 20);
  EXPECT_EQ(shown(), Ids{}) << "u2 is open";
  operation.counting.signed_off.emplace("u2", 21);
  EXPECT_EQ(shown(), (Ids{"u1", "u2"})) << "two are open elsewhere";
  EXPECT_FALSE(may_see_reported_sums(operation, {}));
  operation.counting.signed_off.emplace("v1", 22);
  EXPECT_EQ(shown(), Ids{}) << "all others are signed off, and v2 would be the rest";
  EXPECT_FALSE(may_see_reported_sums(operation, {}));
  operation.counting.signed_off.emplace("v2", 23);
  EXPECT_EQ(shown(), (Ids{"u1", "u2", "v1", "v2"}));
  EXPECT_TRUE(may_see_reported_sums(operation, {}));
}

// A message that says what to look at must not send people to a view that is not there.
TEST(Views, EveryViewThatAMessageNamesExists) {
  constexpr std::string_view kStart = "show ELECTION ";
  std::size_t named = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(RECANVASS_SOURCE_DIR) / "src")) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    for (std::size_t at = text.find(kStart); at != std::string::npos;
         at = text.find(kStart, at + 1)) {
      const std::size_t begin = at + kStart.size();
      const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", begin);
      const std::string name = text.substr(begin, end - begin);
      if (name.empty()) continue;  // "show ELECTION VIEW"
      ++named;
      EXPECT_NE(view_named(name), nullptr) << entry.path() << ": show ELECTION " << name;
    }
  }
  EXPECT_GT(named, 15U);
}

// Everything that carries a machine's figures, with figures that occur nowhere else.
Operation operation_with_planted_figures() {
  const fixture::UnitOfOneBatch first{"k", "u1", 900'000, {{"a", 810'127}, {"b", 10'133}}};
  const fixture::UnitOfOneBatch second{"k", "u2", 900'000, {{"a", 20'147}, {"b", 640'153}}};
  Operation operation = fixture::operation_of({"a", "b"}, 1, {first, second});
  fixture::count_unit(operation, first, {{"a", 800'011}, {"b", 10'007}});
  for (const Command& command :
       {fixture::command_of("machine.register", "wec",
                            {{"machine", "M1"},
                             {"county", "k"},
                             {"kind", "dre"},
                             {"paper", "vvpat"},
                             {"units", {"u1"}}}),
        fixture::command_of("vvpat.audit", "wec",
                            {{"county", "k"},
                             {"machine", "M1"},
                             {"day", "2016-11-08"},
                             {"roll", "complete"},
                             {"votes", {{"a", 71'711}, {"b", 81'817}}},
                             {"machine_votes", {{"a", 71'719}, {"b", 81'839}}}}),
        fixture::command_of("media.load", "wec",
                            {{"medium", "S1"},
                             {"county", "k"},
                             {"unit", "u1"},
                             {"sha256", std::string(64, 'a')},
                             {"totals", {{"a", 91'909}, {"b", 91'921}, {"c", 91'939}}}}),
        fixture::command_of("media.load", "wec",
                            {{"medium", "S2"},
                             {"county", "k"},
                             {"unit", "u1"},
                             {"sha256", std::string(64, 'b')},
                             {"totals", {{"a", 91'909}, {"b", 91'921}, {"c", 91'939}}}}),
        fixture::command_of("discrepancy.open", "wec",
                            {{"discrepancy", "D1"},
                             {"what", "reported"},
                             {"county", "k"},
                             {"unit", "u1"},
                             {"values", {{"machine", 61'613}}},
                             {"words", "the machine has 61613"}})}) {
    RECANVASS_CHECK(fixture::do_command(operation, command).empty());
  }
  return operation;
}

// A figure as a whole number, not as a part of one or of a hash.
bool shows_figure(const std::string& shown, const std::string& figure) {
  for (std::size_t at = shown.find(figure); at != std::string::npos;
       at = shown.find(figure, at + 1)) {
    const auto is_digit = [&](std::size_t i) {
      return i < shown.size() && std::isxdigit(static_cast<unsigned char>(shown[i])) != 0;
    };
    if (!is_digit(at + figure.size()) && (at == 0 || !is_digit(at - 1))) return true;
  }
  return false;
}

// T8. The figures themselves, what they differ by, and grouped as people read them.
TEST(Views, NobodyBelowTheStateSeesAMachinesFigureBeforeSignOffInAnyView) {
  Operation operation = operation_with_planted_figures();
  const std::vector<std::string> planted = {
      "810127",  "10133",   "20147",  "640153", "-10116", "10116",   "126",    "71711",
      "71719",   "81817",   "81839",  "91909",  "91921",  "91939",   "275769", "61613",
      "810,127", "640,153", "10,116", "71,719", "81,839", "275,769", "61,613"};
  const auto seen_by = [&](const ViewRequest& request) {
    std::set<std::string> seen;
    for (const View& view : views()) {
      const std::string shown = view.build(operation, request).dump();
      for (const std::string& figure : planted) {
        if (shows_figure(shown, figure)) seen.insert(view.name + " shows " + figure);
      }
    }
    return seen;
  };
  for (const auto& [id, account] : operation.people.accounts) {
    const auto seen = seen_by({.viewer = &account});
    if (account.role == Role::StateOfficer) {
      EXPECT_GT(seen.size(), 6U) << "the figures are there to be seen";
      continue;
    }
    EXPECT_EQ(seen, std::set<std::string>{}) << id;
  }
  EXPECT_EQ(seen_by({}), std::set<std::string>{}) << "the public";
  ASSERT_TRUE(fixture::do_command(
                  operation, fixture::command_of("count.sign-off", "clerk-k", {{"unit", "u1"}}))
                  .empty());
  EXPECT_EQ(seen_by({}), std::set<std::string>{}) << "the public waits for u2";
  const auto after = seen_by({.viewer = &operation.people.accounts.at("clerk-k")});
  EXPECT_TRUE(after.contains("discrepancies shows 810127"));
  EXPECT_TRUE(after.contains("paper shows 71719"));
  EXPECT_FALSE(after.contains("discrepancies shows 640153")) << "u2 is not signed off";
}

// With the totals, or with what changed in u1, the figures of u2 would be a subtraction away.
TEST(Views, WhoCountsLearnsNoOpenUnitFromTotalsLessWhatIsSignedOff) {
  Operation operation = operation_with_planted_figures();
  ASSERT_TRUE(fixture::do_command(
                  operation, fixture::command_of("count.sign-off", "clerk-k", {{"unit", "u1"}}))
                  .empty());
  const std::vector<std::string> planted = {"20147",   "640153",  "830274", "650286", "810127",
                                            "10133",   "10116",   "126",    "179988", "640,153",
                                            "830,274", "650,286", "179,988"};
  const auto seen_by = [&](const Account* viewer) {
    std::set<std::string> seen;
    for (const View& view : views()) {
      const std::string shown = view.build(operation, {.viewer = viewer}).dump();
      for (const std::string& figure : planted) {
        if (shows_figure(shown, figure)) seen.insert(view.name + " shows " + figure);
      }
    }
    return seen;
  };
  EXPECT_EQ(seen_by(nullptr), std::set<std::string>{}) << "without an account";
  for (const Role role : {Role::Counter, Role::Supervisor, Role::BoardMember, Role::Observer}) {
    Account viewer;
    viewer.id = "somebody";
    viewer.role = role;
    viewer.county = "k";
    EXPECT_EQ(seen_by(&viewer), std::set<std::string>{}) << name_of(role);
  }
  for (const Role role : {Role::StateOfficer, Role::Petitioner}) {
    Account viewer;
    viewer.role = role;
    EXPECT_TRUE(seen_by(&viewer).contains("results shows 830274")) << name_of(role);
    EXPECT_TRUE(seen_by(&viewer).contains("flip shows 179988")) << name_of(role);
  }
}

// The same from the other side: what is reported changes nothing that a counter can see.
TEST(Views, TwoOperationsThatDifferOnlyInReportedFiguresLookAlikeToACounter) {
  const auto counted_as_reported = [](std::int64_t in_first_a, std::int64_t in_first_b) {
    const fixture::UnitOfOneBatch first{"k", "u1", 50, {{"a", in_first_a}, {"b", in_first_b}}};
    const fixture::UnitOfOneBatch second{
        "k", "u2", 50, {{"a", 45 - 2 * in_first_a}, {"b", 40 - in_first_b}}};
    Operation operation = fixture::operation_of({"a", "b"}, 1, {first, second});
    fixture::count_unit(operation, first, {{"a", 20}, {"b", 21}});
    return operation;
  };
  const Operation equal = counted_as_reported(20, 21);
  const Operation other = counted_as_reported(21, 20);
  const std::set<std::string> hashed = {"commitment", "operation", "inputs"};
  for (const View& view : views()) {
    if (hashed.contains(view.name)) continue;  // they show the hash of what is committed
    const Account& counter = equal.people.accounts.at("one-k");
    EXPECT_EQ(view.build(equal, {.viewer = &counter}), view.build(other, {.viewer = &counter}))
        << view.name;
    EXPECT_EQ(view.build(equal, {}), view.build(other, {})) << view.name;
  }
  EXPECT_NE(view_named("discrepancies")->build(equal, {.viewer = &equal.people.accounts.at("wec")}),
            view_named("discrepancies")->build(other, {.viewer = &other.people.accounts.at("wec")}))
      << "a state officer sees the difference";
}

TEST(Views, EntriesAreShownToThoseWhoOverseeAndToNobodyWhoMadeOne) {
  Operation operation = fixture::operation_judging();
  ASSERT_TRUE(fixture::do_command(operation, fixture::tally("super", "B3", 10, 4, 6)).empty());
  for (const auto& [id, account] : operation.people.accounts) {
    const bool oversees = id == "wec" || id == "wec2" || id == "clerk" || id.starts_with("board-");
    EXPECT_EQ(may_see_entries(operation, {.viewer = &account}, "B3"), oversees) << id;
  }
  EXPECT_FALSE(may_see_entries(operation, {}, "B3"));
  EXPECT_FALSE(may_see_entries(operation, {}, "B9"));
  operation.counting.signed_off.emplace("W2", 20);
  EXPECT_TRUE(may_see_entries(operation, {}, "B3"));
}

}  // namespace
}  // namespace recanvass::workflow
