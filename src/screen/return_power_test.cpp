// How large a fault in returns must be for a question to call it unexplained: faults of growing
// size planted in elections that are otherwise in order. The curves are the disabled tests:
// `tools/power returns` prints them, in minutes (docs/screening-power.md).
#include "screen/answer.h"
#include "stats/counter_random.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace recanvass::screen {
namespace {

constexpr int kElections = 20;

Measure empty_measure(const std::string& id) { return {id, id, {}}; }

// Seventy counties with a lean, of which every third votes by machine; `moved` of the votes for the
// second choice are planted with the first in those, and `spoilt` of county 40's with the third.
UnitTable counties_with(std::uint64_t seed, double moved, double spoilt) {
  UnitTable table;
  table.words = "counties";
  table.group_words = "counties";
  std::vector<Measure> all;
  for (const char* id : {"first", "second", "third", "lean", "size", "machine", "rise", "votes"}) {
    all.push_back(empty_measure(id));
  }
  for (std::size_t i = 0; i < 70; ++i) {
    stats::RandomStream random({seed, 91}, i);
    const double votes = std::round(std::exp(9.5 + 1.1 * stats::draw_normal(random)));
    const double lean = 0.5 + 0.12 * stats::draw_normal(random);
    const double swing = 0.02 + 0.03 * stats::draw_normal(random);
    const double third = std::round(votes * (0.03 + 0.004 * stats::draw_normal(random)));
    double first = std::round((votes - third) * std::clamp(lean + swing, 0.05, 0.95));
    double second = votes - third - first;
    const bool machine = i % 3 == 0;
    const double planted = machine ? std::round(moved * votes) : 0.0;
    first += planted;
    second -= planted;
    const double lost = i == 40 ? std::min(second, std::round(spoilt * votes)) : 0.0;
    second -= lost;
    const std::array<double, 8> values = {first,
                                          second,
                                          third + lost,
                                          lean,
                                          std::log10(votes),
                                          machine ? 1.0 : 0.0,
                                          first / votes - lean,
                                          votes};
    for (std::size_t k = 0; k < values.size(); ++k) all[k].values.push_back(values[k]);
    table.units.push_back(fmt::format("county {}", i));
    table.groups.push_back(table.units.back());
  }
  table.measures = std::move(all);
  return table;
}

// Wards of 300 to 1,500 votes of which so many are made up to 70 %, or whose count ends in 0.
UnitTable wards_with(std::uint64_t seed, int at_seventy, int in_zero) {
  UnitTable table;
  table.words = "wards";
  Measure first = empty_measure("first");
  Measure votes = empty_measure("votes");
  for (int i = 0; i < 1'000; ++i) {
    stats::RandomStream random({seed, 92}, static_cast<std::uint64_t>(i));
    const double all = 300.0 + std::floor(1'200.0 * random.next_unit());
    double part = std::round(all * std::clamp(0.5 + 0.15 * stats::draw_normal(random), 0.02, 0.98));
    if (i < at_seventy) part = std::round(0.7 * all);
    if (i < in_zero) part = 10.0 * std::round(part / 10.0);
    first.values.push_back(part);
    votes.values.push_back(all);
    table.units.push_back(fmt::format("ward {}", i));
  }
  table.groups = table.units;
  table.measures = {first, votes};
  return table;
}

// Three hundred towns with a rate of their own around 1 % of envelopes, and absentee shares about
// what they were; town 150's are planted.
UnitTable towns_with(std::uint64_t seed, double times, double share) {
  UnitTable table;
  table.words = "towns";
  std::vector<Measure> all;
  for (const char* id : {"rejected", "envelopes", "absentee", "ballots", "absentee-before"}) {
    all.push_back(empty_measure(id));
  }
  for (std::size_t i = 0; i < 300; ++i) {
    stats::RandomStream random({seed, 93}, i);
    const double ballots = std::round(std::exp(7.0 + stats::draw_normal(random)));
    const double odds = -1.1 + 0.35 * stats::draw_normal(random);
    const auto share_of = [](double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); };
    const double drawn = share_of(odds + 0.3 * stats::draw_normal(random));
    const double now = i == 150 && share > 0.0 ? share : drawn;
    const double absentee = std::round(ballots * now);
    const double usual_share = 0.01 * std::exp(0.3 * stats::draw_normal(random));
    const double rejected_share = usual_share * (i == 150 ? times : 1.0);
    double rejected = 0.0;
    for (double k = 0.0; k < absentee; ++k) {
      rejected += random.next_unit() < rejected_share ? 1.0 : 0.0;
    }
    const std::array<double, 5> values = {rejected, absentee, absentee, ballots,
                                          std::round(ballots * share_of(odds))};
    for (std::size_t k = 0; k < values.size(); ++k) all[k].values.push_back(values[k]);
    table.units.push_back(fmt::format("town {}", i));
  }
  table.groups = table.units;
  table.measures = std::move(all);
  return table;
}

// Eighty counties that vote by mail and on election day, mail leaning its own way; of county 30 so
// great a share of the votes by mail stands under the other choice.
UnitTable modes_with(std::uint64_t seed, double turned) {
  UnitTable table;
  table.words = "counties";
  std::vector<Measure> all;
  for (const char* id : {"mail", "mail-all", "polls", "polls-all"}) {
    all.push_back(empty_measure(id));
  }
  for (std::size_t i = 0; i < 80; ++i) {
    stats::RandomStream random({seed, 94}, i);
    const double lean = 0.5 * stats::draw_normal(random);
    const auto drawn = [&](double trials, double odds) {
      double events = 0.0;
      for (double k = 0.0; k < trials; ++k) {
        events += random.next_unit() < 1.0 / (1.0 + std::exp(-odds)) ? 1.0 : 0.0;
      }
      return events;
    };
    const double mailed = std::floor(400.0 + 1'600.0 * random.next_unit());
    const double voted = std::floor(800.0 + 3'000.0 * random.next_unit());
    double mail = drawn(mailed, lean - 0.7 + 0.15 * stats::draw_normal(random));
    const double polls = drawn(voted, lean + 0.15 * stats::draw_normal(random));
    if (i == 30) mail += std::round(turned * (mailed - mail));
    const std::array<double, 4> values = {mail, mailed, polls, voted};
    for (std::size_t k = 0; k < values.size(); ++k) all[k].values.push_back(values[k]);
    table.units.push_back(fmt::format("county {}", i));
    table.groups.push_back(table.units.back());
  }
  table.measures = std::move(all);
  return table;
}

// Six hundred wards that voted as they had before, by some seven in ten of those registered; a part
// of the votes of ward 200 is gone, as when one of its two boxes was not counted.
UnitTable wards_short_of(std::uint64_t seed, double gone) {
  UnitTable table;
  table.words = "wards";
  std::vector<Measure> all;
  for (const char* id : {"votes", "registered", "before", "registered-before"}) {
    all.push_back(empty_measure(id));
  }
  for (std::size_t i = 0; i < 600; ++i) {
    stats::RandomStream random({seed, 95}, i);
    const double registered = std::round(std::exp(6.8 + 0.5 * stats::draw_normal(random)));
    const double odds = 0.9 + 0.4 * stats::draw_normal(random);
    const auto share_of = [](double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); };
    double votes = std::round(registered * share_of(odds + 0.1 + 0.2 * stats::draw_normal(random)));
    if (i == 200) votes -= std::round(gone * votes);
    const std::array<double, 4> values = {votes, registered,
                                          std::round(registered * share_of(odds)), registered};
    for (std::size_t k = 0; k < values.size(); ++k) all[k].values.push_back(values[k]);
    table.units.push_back(fmt::format("ward {}", i));
  }
  table.groups = table.units;
  table.measures = std::move(all);
  return table;
}

// Elections in which the question calls something unexplained; with a name, that unit first.
int unexplained(const std::function<UnitTable(std::uint64_t)>& election, const auto& ask,
                const std::string& unit = {}) {
  int found = 0;
  base::SerialExecutor executor;
  for (std::uint64_t seed = 1; seed <= kElections; ++seed) {
    const UnitTable table = election(seed);
    Question question;
    question.ask = ask;
    AskedOf asked;
    asked.table = &table;
    asked.resamples = 199;
    asked.key = {seed, 1};
    const Finding finding = answer_question(question, asked, executor).finding;
    const bool named = unit.empty() || (!finding.paper.empty() && finding.paper[0].unit == unit);
    if (finding.remainder == Remainder::Unexplained && named) ++found;
  }
  return found;
}

void print_row(const char* fault, double size, int found) {
  fmt::print("| {} | {:g} | {} of {} |\n", fault, size, found, kElections);
}

CurveAsk machines_asked() {
  CurveAsk ask;
  ask.question.property = "machine";
  ask.question.outcomes = {"rise"};
  ask.question.controls = {{"nothing", {}, false}};
  ask.question.weights = {""};
  ask.votes = "votes";
  ask.votes_of = "first";
  ask.concerned = 1;
  return ask;
}

const OutliersAsk kThreeChoices{{"first", "second", "third"}, {"lean", "size"}};

TEST(ReturnPower, DISABLED_OutliersByTheSizeOfTheFault) {
  for (const double size : {0.0, 0.02, 0.05, 0.1, 0.2, 0.4}) {
    print_row("share of one county's votes under the third choice", size,
              unexplained([&](std::uint64_t seed) { return counties_with(seed, 0.0, size); },
                          kThreeChoices, size > 0.0 ? "county 40" : ""));
  }
}

TEST(ReturnPower, DISABLED_CurvesByTheSizeOfTheFault) {
  for (const double size : {0.0, 0.01, 0.02, 0.03, 0.05}) {
    print_row("share of votes moved in every third county", size,
              unexplained([&](std::uint64_t seed) { return counties_with(seed, size, 0.0); },
                          machines_asked()));
  }
}

TEST(ReturnPower, DISABLED_PeaksByTheSizeOfTheFault) {
  for (const int size : {0, 10, 20, 40}) {
    print_row("wards of 1,000 made up to 70 %", size,
              unexplained([&](std::uint64_t seed) { return wards_with(seed, size, 0); },
                          PeaksAsk{"first", "votes"}));
  }
}

TEST(ReturnPower, DISABLED_DigitsByTheSizeOfTheFault) {
  for (const int size : {0, 25, 50, 100}) {
    print_row("counts of 1,000 rounded to tens", size,
              unexplained([&](std::uint64_t seed) { return wards_with(seed, 0, size); },
                          DigitsAsk{{"first"}}));
  }
}

TEST(ReturnPower, DISABLED_FunnelsByTheSizeOfTheFault) {
  for (const double size : {1.0, 3.0, 5.0, 8.0}) {
    print_row("times the rejected envelopes of one town", size,
              unexplained([&](std::uint64_t seed) { return towns_with(seed, size, 0.0); },
                          FunnelAsk{"rejected", "envelopes"}, size > 1.0 ? "town 150" : ""));
  }
}

TEST(ReturnPower, DISABLED_ModesByTheSizeOfTheFault) {
  ModesAsk asked;
  asked.modes = {{"at the polls", "polls", "polls-all"}, {"by mail", "mail", "mail-all"}};
  for (const double size : {0.0, 0.1, 0.2, 0.3, 0.4}) {
    print_row("share of one county's other votes by mail turned", size,
              unexplained([&](std::uint64_t seed) { return modes_with(seed, size); }, asked,
                          size > 0.0 ? "county 30" : ""));
  }
}

TEST(ReturnPower, DISABLED_ChangedSharesByTheSizeOfTheFault) {
  for (const double size : {0.0, 0.4, 0.5, 0.6, 0.7}) {
    print_row("absentee share of one town, 0.25 before", size,
              unexplained([&](std::uint64_t seed) { return towns_with(seed, 1.0, size); },
                          UnlikeAsk{"absentee", "ballots", "absentee-before", "ballots"},
                          size > 0.0 ? "town 150" : ""));
  }
}

TEST(ReturnPower, DISABLED_TurnoutByTheSizeOfTheFault) {
  for (const double size : {0.0, 0.2, 0.3, 0.4, 0.5, 0.7}) {
    print_row("share of one ward's votes gone", size,
              unexplained([&](std::uint64_t seed) { return wards_short_of(seed, size); },
                          UnlikeAsk{"votes", "registered", "before", "registered-before"},
                          size > 0.0 ? "ward 200" : ""));
  }
}

// The sizes between which the table's rows change are not left to a run that nobody makes.
TEST(ReturnPower, ALargeFaultIsFoundAndNoneIsNot) {
  const auto of = [](double spoilt) {
    return [=](std::uint64_t seed) { return counties_with(seed, 0.0, spoilt); };
  };
  base::SerialExecutor executor;
  for (const auto& [spoilt, wanted] :
       {std::pair{0.0, Remainder::NothingSeen}, std::pair{0.3, Remainder::Unexplained}}) {
    const UnitTable table = of(spoilt)(3);
    Question question;
    question.ask = kThreeChoices;
    AskedOf asked;
    asked.table = &table;
    const Finding finding = answer_question(question, asked, executor).finding;
    EXPECT_EQ(finding.remainder == Remainder::Unexplained, wanted == Remainder::Unexplained);
    if (spoilt <= 0.0) continue;
    EXPECT_EQ(finding.paper.at(0).unit, "county 40");
  }
}

}  // namespace
}  // namespace recanvass::screen
