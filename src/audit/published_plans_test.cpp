// Published tables of audit sizes, regenerated: each mean within three standard errors of both
// simulations, or, where a table scores rules against each other, our default beside them.
// The DISABLED_ ones take minutes: audit_test --gtest_also_run_disabled_tests
// --gtest_filter='*PublishedPlans*'.
#include "audit/plan_population.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>

namespace recanvass::audit {
namespace {

// The published mean's own error is not printed: it is ours, scaled to its number of runs.
void expect_mean(const SimulatedContest& contest, double published, double published_runs,
                 std::uint64_t replicates) {
  const auto simulator = ContestSimulator::make(contest);
  ASSERT_TRUE(simulator.ok());
  const MeanSize ours = mean_size(simulator->sizes(0, replicates, {17, 4}));
  const double theirs =
      ours.standard_error * std::sqrt(static_cast<double>(replicates) / published_runs);
  EXPECT_NEAR(ours.mean, published, 3.0 * std::hypot(ours.standard_error, theirs) + 0.5);
}

// P9: half of 200,000 cards have records, the others lie in batches of 1,000 that are alike.
SimulatedContest dice_contest(double recorded_share, double pooled_share, const char* function) {
  const auto part = [](double share, std::int64_t cards) {
    return static_cast<std::int64_t>(std::llround(share * static_cast<double>(cards)));
  };
  const std::int64_t won = part(recorded_share, 100000);
  const std::int64_t pool = part(pooled_share, 1000);
  const std::vector<PairVotes> pools(100, PairVotes{1000, pool, 1000 - pool});
  SimulatedContest contest = pooled_contest_of({100000, won, 100000 - won}, pools, {}, 0.05);
  contest.tests[0].risk_function = function;
  return contest;
}

TEST(PublishedPlans, P9DiceKellyBetOnAlikePools) {
  expect_mean(dice_contest(.6, .6, "betting-kelly"), 82, 1000, 1500);
  expect_mean(dice_contest(.55, .55, "betting-kelly"), 313, 1000, 600);
}

TEST(PublishedPlans, DISABLED_P9DiceOtherRows) {
  expect_mean(dice_contest(.51, .51, "betting-kelly"), 7156, 1000, 1000);
  expect_mean(dice_contest(.505, .505, "betting-kelly"), 25211, 1000, 1000);
  expect_mean(dice_contest(.6, .6, "portfolio"), 90, 1000, 1000);
  expect_mean(dice_contest(.55, .55, "portfolio"), 373, 1000, 1000);
}

// P6: polling 20,000 cards without blanks, means of 100,000 runs; `most` cards, then all by hand.
struct PublishedPolling {
  double share;
  std::string function;
  double estimate;  // 0: none
  std::int64_t most;
  double mean;
};

void expect_polling(const std::vector<PublishedPolling>& rows, std::uint64_t replicates) {
  for (const PublishedPolling& row : rows) {
    const auto winner = static_cast<std::int64_t>(std::llround(20000 * row.share));
    SimulatedContest contest = polling_contest_of({20000, winner, 20000 - winner}, 0.05);
    contest.draws_max = row.most;
    contest.not_shown = 20000;
    SimulatedTest& test = contest.tests[0];
    test.risk_function = row.function;
    test.settings = {};
    test.settings.estimate = row.estimate;
    test.settings.draws_worth = 1000;
    test.settings.parts = 10;  // as published: bets of i / 11 up to a third
    SCOPED_TRACE(row.function + " " + std::to_string(row.share));
    expect_mean(contest, row.mean, 1e5, replicates);
  }
}

TEST(PublishedPlans, P6PollingWithoutReplacement) {
  expect_polling({{.6, "mixture-square", 0, 20000, 181},
                  {.7, "mixture-square", 0, 20000, 68},
                  {.6, "betting-kelly", .55, 20000, 200},
                  {.6, "betting-kelly", .51, 20000, 774},
                  {.7, "alpha-shrink-trunc", .55, 20000, 79},
                  {.55, "alpha-shrink-trunc", .55, 2000, 823}},
                 500);
}

// All rows but those of SPRT where the report is wrong: ours (the hypergeometric ratio) takes more
// cards than printed, 9,858 for 6,333 at .52 with .55 reported.
TEST(PublishedPlans, DISABLED_P6Long) {
  const std::string square = "mixture-square";
  const std::string kelly = "betting-kelly";
  expect_polling({{.505, square, 0, 20000, 17917},
                  {.51, square, 0, 20000, 14255},
                  {.52, square, 0, 20000, 4844},
                  {.55, square, 0, 20000, 587},
                  {.6, square, 0, 20000, 181},
                  {.64, square, 0, 20000, 110},
                  {.7, square, 0, 20000, 68},
                  {.51, kelly, .51, 20000, 8351},
                  {.52, kelly, .51, 20000, 4195},
                  {.55, kelly, .51, 20000, 1591},
                  {.6, kelly, .51, 20000, 774},
                  {.7, kelly, .51, 20000, 381},
                  {.52, kelly, .55, 20000, 5447},
                  {.55, kelly, .55, 20000, 578},
                  {.6, kelly, .55, 20000, 200},
                  {.7, kelly, .55, 20000, 86},
                  {.55, kelly, .7, 20000, 12937},
                  {.6, kelly, .7, 20000, 703},
                  {.55, "alpha-fixed", .55, 20000, 578},
                  {.6, "alpha-fixed", .55, 20000, 199},
                  {.51, square, 0, 2000, 17224},
                  {.52, square, 0, 2000, 12881},
                  {.55, square, 0, 2000, 813},
                  {.6, square, 0, 2000, 181},
                  {.52, "alpha-shrink-trunc", .55, 2000, 12989},
                  {.55, "alpha-shrink-trunc", .55, 2000, 823}},
                 4000);
}

// P7: polling 100,000 cards of which a part is blank; shares are of the valid votes.
SimulatedContest blank_contest(std::int64_t cards, double share, double blank,
                               const std::string& function, const RiskSettings& settings) {
  const double valid = static_cast<double>(cards) * (1.0 - blank);
  const auto winner = static_cast<std::int64_t>(std::llround(valid * share));
  const auto loser = static_cast<std::int64_t>(std::llround(valid)) - winner;
  SimulatedContest contest = polling_contest_of({cards, winner, loser}, 0.05);
  contest.tests[0].risk_function = function;
  contest.tests[0].settings = settings;
  return contest;
}

RiskSettings estimate_of(double estimate, double draws_worth) {
  RiskSettings settings;
  settings.estimate = estimate;
  settings.draws_worth = draws_worth;
  return settings;
}

// The column of the Kelly bet. That of ALPHA with d = 100 (826, 1,066, 1,887, 5,749) is not met:
// ours has 6 to 11 % fewer cards than printed, by two to five standard errors.
TEST(PublishedPlans, P7PollingWithBlanks) {
  const std::string kelly = "betting-kelly";
  expect_mean(blank_contest(100000, .55, .1, kelly, estimate_of(.55, 1)), 673, 1000, 400);
  expect_mean(blank_contest(100000, .55, .5, kelly, estimate_of(.55, 1)), 1186, 1000, 300);
  expect_mean(blank_contest(100000, .55, .75, kelly, estimate_of(.55, 1)), 2330, 1000, 200);
}

// How much a rule costs against the best in each cell, as a geometric mean: the score of ALPHA's
// tables 6 and 9.
class Scores {
 public:
  void add(const std::string& cell, const std::string& rule, double mean) {
    means_[cell][rule] = mean;
  }
  [[nodiscard]] std::map<std::string, double> scores() const {
    std::map<std::string, double> logs;
    for (const auto& [cell, rules] : means_) {
      double least = 1e300;
      for (const auto& [rule, mean] : rules) least = std::min(least, mean);
      for (const auto& [rule, mean] : rules) logs[rule] += std::log(mean / least);
    }
    for (auto& [rule, sum] : logs) sum = std::exp(sum / static_cast<double>(means_.size()));
    return logs;
  }

 private:
  std::map<std::string, std::map<std::string, double>> means_;
};

struct Rule {
  std::string label;
  std::string function;
  RiskSettings settings;
};

double mean_cards(const SimulatedContest& contest, std::uint64_t replicates) {
  const auto simulator = ContestSimulator::make(contest);
  return mean_size(simulator->sizes(0, replicates, {6, 9})).mean;
}

RiskSettings ten_parts() {
  RiskSettings settings;
  settings.parts = 10;
  return settings;
}

std::vector<Rule> table_6_rules() {
  std::vector<Rule> rules{{"default, nothing reported", "default", {}},
                          {"default, 55 % reported", "default", estimate_of(.55, 1)},
                          {"sqKelly", "mixture-square", ten_parts()}};
  for (const double estimate : {.51, .52, .55, .6, .7}) {
    RiskSettings kelly = estimate_of(estimate, 100);
    rules.push_back({"apKelly " + std::to_string(estimate), "betting-kelly", kelly});
    for (const double worth : {10.0, 100.0, 500.0, 1000.0}) {
      rules.push_back({"ALPHA " + std::to_string(estimate) + " " + std::to_string(worth),
                       "alpha-shrink-trunc", estimate_of(estimate, worth)});
    }
  }
  return rules;
}

// ALPHA's table 6: polling with blanks, over shares, numbers of cards and parts that are blank.
std::map<std::string, double> table_6_scores(const std::vector<std::int64_t>& sizes,
                                             const std::vector<double>& shares) {
  Scores scores;
  for (const std::int64_t cards : sizes) {
    for (const double share : shares) {
      for (const double blank : {.1, .25, .5, .75}) {
        for (const Rule& rule : table_6_rules()) {
          const auto contest = blank_contest(cards, share, blank, rule.function, rule.settings);
          const std::uint64_t replicates = share < .52 ? 30 : 100;
          scores.add(
              std::to_string(cards) + " " + std::to_string(share) + " " + std::to_string(blank),
              rule.label, mean_cards(contest, replicates));
        }
      }
    }
  }
  return scores.scores();
}

double least_of(const std::map<std::string, double>& scores, const std::string& beginning) {
  double least = 1e300;
  for (const auto& [rule, score] : scores) {
    if (rule.starts_with(beginning)) least = std::min(least, score);
  }
  return least;
}

// Printed of ALPHA with .6 and d = 100, the best in its table: 1.54. Ours is 1.248 in this test.
TEST(PublishedPlans, DISABLED_AlphaTable6) {
  const auto scores = table_6_scores({10000, 100000, 500000}, {.51, .52, .55, .6});
  for (const auto& [rule, score] : scores) std::printf("%6.3f  %s\n", score, rule.c_str());
  EXPECT_LE(scores.at("default, 55 % reported"), 1.27);
  EXPECT_LE(scores.at("default, nothing reported"), 1.31);
  const std::string best = "ALPHA " + std::to_string(.6) + " " + std::to_string(100.0);
  EXPECT_LT(scores.at("default, nothing reported"), scores.at(best));
}

// ALPHA's tables 7 to 9: a share of the values is 1, the others lie evenly in [0, 1].
SimulatedContest mass_contest(std::int64_t cards, double mass, const Rule& rule) {
  SimulatedContest contest;
  SimulatedTest test;
  test.claim = {1.0, 0.5, cards};
  test.risk_function = rule.function;
  test.settings = rule.settings;
  contest.tests = {test};
  contest.draws_max = cards;
  const auto ones = static_cast<std::int64_t>(std::llround(mass * static_cast<double>(cards)));
  contest.kinds.push_back({ones, {1.0}});
  // Evenly: a thousand steps, the rest spread over them.
  constexpr std::int64_t kSteps = 1000;
  const std::int64_t rest = cards - ones;
  for (std::int64_t step = 0; step < kSteps; ++step) {
    const std::int64_t many = rest * (step + 1) / kSteps - rest * step / kSteps;
    const double value = (static_cast<double>(step) + 0.5) / static_cast<double>(kSteps);
    if (many > 0) contest.kinds.push_back({many, {value}});
  }
  return contest;
}

std::vector<Rule> table_9_rules() {
  std::vector<Rule> rules{{"default, nothing reported", "default", {}},
                          {"sqKelly", "mixture-square", ten_parts()}};
  for (const double estimate : {.75, .9, .99}) {
    rules.push_back(
        {"default, reported " + std::to_string(estimate), "default", estimate_of(estimate, 1)});
    rules.push_back(
        {"apKelly " + std::to_string(estimate), "betting-kelly", estimate_of(estimate, 1)});
    for (const double worth : {10.0, 100.0}) {
      rules.push_back({"ALPHA " + std::to_string(estimate) + " " + std::to_string(worth),
                       "alpha-shrink-trunc", estimate_of(estimate, worth)});
    }
  }
  for (const double padding : {.1, .2}) {
    RiskSettings settings;
    settings.padding = padding;
    rules.push_back(
        {"Kaplan-Kolmogorov " + std::to_string(padding), "kaplan-kolmogorov", settings});
  }
  for (const double padding : {.8, .9}) {
    RiskSettings settings;
    settings.padding = padding;
    rules.push_back({"Kaplan-Wald " + std::to_string(padding), "kaplan-wald", settings});
  }
  return rules;
}

std::map<std::string, double> table_9_scores(const std::vector<std::int64_t>& sizes,
                                             std::uint64_t replicates) {
  Scores scores;
  for (const std::int64_t cards : sizes) {
    for (const double mass : {.99, .9, .75, .5, .25, .1}) {
      for (const Rule& rule : table_9_rules()) {
        scores.add(
            std::to_string(cards) + " " + std::to_string(mass), rule.label,
            mean_cards(mass_contest(cards, mass, rule), mass < .2 ? replicates / 4 : replicates));
      }
    }
  }
  return scores.scores();
}

// Printed of ALPHA: 1.14 and 1.16. Ours with .99 reported is measured at 1.135 (docs/math).
TEST(PublishedPlans, DISABLED_AlphaTable9) {
  const auto scores = table_9_scores({10000, 100000, 500000}, 400);
  for (const auto& [rule, score] : scores) std::printf("%6.3f  %s\n", score, rule.c_str());
  EXPECT_LE(scores.at("default, reported " + std::to_string(.99)), 1.15);
  EXPECT_LE(scores.at("default, reported " + std::to_string(.9)), 1.20);
  EXPECT_LT(scores.at("default, reported " + std::to_string(.99)), least_of(scores, "ALPHA"));
}

// The cells of the smallest list, with fewer runs.
TEST(PublishedPlans, TheDefaultCostsNoMoreThanTheBestOverAPartOfTable9) {
  const auto scores = table_9_scores({10000}, 60);
  EXPECT_LE(scores.at("default, reported " + std::to_string(.99)), 1.25);
  EXPECT_LE(scores.at("default, reported " + std::to_string(.99)),
            1.03 * least_of(scores, "ALPHA"));
}

// Cells of ALPHA's tables 7 and 8 that are known.
TEST(PublishedPlans, AlphaTables7And8) {
  const Rule alpha{"ALPHA", "alpha-shrink-trunc", estimate_of(.9, 10)};
  expect_mean(mass_contest(10000, .5, alpha), 16, 1000, 2000);
  RiskSettings padding;
  padding.padding = 0.1;
  expect_mean(mass_contest(10000, .5, {"", "kaplan-kolmogorov", padding}), 14, 1000, 2000);
}

}  // namespace
}  // namespace recanvass::audit
