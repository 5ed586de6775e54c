#include "outlook/mechanism.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

namespace recanvass::outlook {
namespace {

// reference/recount-errors.csv, row 2016-WI-PRES.
RecountErrors wisconsin() {
  RecountErrors errors;
  errors.id = "2016-WI-PRES";
  errors.reporting_units = 3636;
  errors.votes = 2975753;
  errors.large_least = 20;
  errors.small_votes = 2966772;
  errors.small_added = 2534;
  errors.small_removed = 1409;
  errors.small_net_squares = 9595;
  errors.large_net = {40, -25, -26, 46, 246, 29, 25, -27, 32};
  errors.largest_unit_votes = 5442;
  return errors;
}

TEST(Mechanism, RatesGiveBackTheSumsTheyWereFittedFrom) {
  const stats::ErrorRates rates = fit_error_rates(wisconsin());
  const double votes = 2966772.0;
  EXPECT_NEAR(rates.recovered_per_vote * votes, 2534.0 - 1409.0, 1e-6);
  EXPECT_NEAR(rates.small_per_vote * votes, 2.0 * 1409.0, 1e-6);
  // Variance of a unit's net change: small errors times dispersion, plus recovered votes.
  EXPECT_NEAR((rates.small_per_vote * rates.small_dispersion + rates.recovered_per_vote) * votes,
              9595.0, 1e-6);
  EXPECT_NEAR(rates.large_per_vote * 2975753.0, 9.0, 1e-9);
  EXPECT_NEAR(rates.large_shape, 1.472, 0.001);  // Hill's estimate, by a separate calculation
}

election::UnitVotes two_wards() {
  election::UnitVotes units({{"a"}, {"b"}, {"c"}});
  units.add({"1", "", -1, -1}, {500, 480, 20});
  units.add({"2", "", -1, -1}, {300, 310, 5});
  return units;
}

MechanismAnswer ask(std::int64_t lead) {
  base::SerialExecutor executor;
  return ask_mechanism(two_wards(), {"a"}, {"b"}, lead, fit_error_rates(wisconsin()), {1, 20000}, 1,
                       executor)
      .value();
}

TEST(Mechanism, AWiderLeadIsNeverLikelierToFlip) {
  std::int64_t before = 20001;
  for (const std::int64_t lead : {0, 1, 2, 5, 10, 30, 100}) {
    const MechanismAnswer answer = ask(lead);
    EXPECT_LE(answer.flips, before);
    EXPECT_GE(answer.upper_bound, answer.probability);
    before = answer.flips;
  }
  EXPECT_GT(ask(1).flips, 0);
}

TEST(Mechanism, NoFlipInAllDrawsStillLeavesAnExactBound) {
  const MechanismAnswer answer = ask(100000);
  EXPECT_EQ(answer.flips, 0);
  EXPECT_NEAR(answer.upper_bound, 1.0 - std::pow(0.05, 1.0 / 20000.0), 1e-12);
}

TEST(Mechanism, EachParameterHasItsSensitivity) {
  const MechanismAnswer answer = ask(5);
  EXPECT_EQ(answer.sensitivity.size(), 7u);
  EXPECT_GT(answer.sensitivity.front().probability, answer.probability);
}

TEST(Mechanism, WithoutReportingUnitsOrWithoutTheChoiceThereIsNoAnswer) {
  base::SerialExecutor executor;
  const auto rates = fit_error_rates(wisconsin());
  EXPECT_FALSE(
      ask_mechanism(election::UnitVotes(), {"a"}, {"b"}, 5, rates, {1, 1000}, 1, executor));
  EXPECT_FALSE(ask_mechanism(two_wards(), {"a"}, {"x"}, 5, rates, {1, 1000}, 1, executor));
}

std::int64_t whole(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> list;
  std::string cell;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted) {
      list.push_back(cell);
      cell.clear();
    } else if (c != '\r')
      cell += c;
  }
  list.push_back(cell);
  return list;
}

// The table's row, worked out from the ward-by-ward returns themselves.
TEST(Mechanism, TheWisconsinRowIsWhatItsWardsAddUpTo) {
  const char* shared = std::getenv("RECANVASS_SHARED");
  const std::string path = std::string(shared != nullptr ? shared : RECANVASS_SHARED_DIR) +
                           "/data/elections/2016/wi/wards_president_original_and_recount.csv";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << "no " << path;
  struct Ward {
    std::int64_t total = 0, trump = 0, clinton = 0;
  };
  std::map<std::string, std::pair<Ward, Ward>> wards;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto row = cells(line);
    auto& ward = wards[row[0] + "|" + row[1] + "|" + row[2]];
    (row[3] == "original" ? ward.first : ward.second) = {whole(row[4]), whole(row[5]),
                                                         whole(row[6])};
  }
  RecountErrors sums;
  sums.large_least = 20;
  for (const auto& [name, ward] : wards) {
    ++sums.reporting_units;
    sums.votes += ward.first.total;
    sums.largest_unit_votes =
        std::max(sums.largest_unit_votes, ward.first.trump + ward.first.clinton);
    const std::int64_t trump = ward.second.trump - ward.first.trump;
    const std::int64_t clinton = ward.second.clinton - ward.first.clinton;
    if (std::abs(trump - clinton) >= 20) {
      sums.large_net.push_back(trump - clinton);
      continue;
    }
    sums.small_votes += ward.first.total;
    for (const std::int64_t change : {trump, clinton}) {
      (change > 0 ? sums.small_added : sums.small_removed) += std::abs(change);
    }
    sums.small_net_squares += (trump - clinton) * (trump - clinton);
  }
  const RecountErrors wanted = wisconsin();
  EXPECT_EQ(sums.reporting_units, wanted.reporting_units);
  EXPECT_EQ(sums.votes, wanted.votes);
  EXPECT_EQ(sums.small_votes, wanted.small_votes);
  EXPECT_EQ(sums.small_added, wanted.small_added);
  EXPECT_EQ(sums.small_removed, wanted.small_removed);
  EXPECT_EQ(sums.small_net_squares, wanted.small_net_squares);
  EXPECT_EQ(sums.large_net.size(), wanted.large_net.size());
  EXPECT_EQ(sums.largest_unit_votes, wanted.largest_unit_votes);
}

}  // namespace
}  // namespace recanvass::outlook
