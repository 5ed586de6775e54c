// Every numeric limit of every statute, at the limit, one vote above and one below. The limit is
// worked out here from the row's own numbers, not by the code under test.
#include "formats/statute_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace recanvass::formats {
namespace {

using base::Rational;
using law::Comparison;
using law::Verdict;

/// A contest whose every base is known; the margin is set by the test.
struct World {
  std::int64_t total;
  std::int64_t seats = 1;
  election::ElectionType type = election::ElectionType::General;
  law::OfficeClass office = law::OfficeClass::Statewide;
};

law::Facts facts_at(const World& world, std::int64_t behind) {
  law::Facts facts;
  facts.office = law::office_of(world.office);
  facts.office_class = world.office;
  facts.type = world.type;
  facts.election_day = base::Date::of(2016, 11, 8);
  facts.seats = election::SeatCount{world.seats};
  facts.reported_margin = election::VoteCount{behind};
  facts.total_votes = election::VoteCount{world.total};
  facts.ballots_cast = election::BallotCount{world.total};
  // The leader keeps its votes whatever the margin, so that a share of them is a fixed number.
  facts.leader_votes = election::VoteCount{world.total / 2};
  facts.runner_up_votes = election::VoteCount{world.total / 2 - behind};
  facts.winner_votes = facts.leader_votes;
  facts.measure_defeated = true;
  return facts;
}

Rational base_of(law::MarginBase base, const World& world, std::int64_t behind) {
  switch (base) {
    case law::MarginBase::VotesForOffice:
    case law::MarginBase::VotesInTowns:
    case law::MarginBase::VotesWithWriteIns:
    case law::MarginBase::BallotsCast: return Rational{world.total};
    case law::MarginBase::TopTwo: return Rational{world.total / 2 * 2 - behind};
    case law::MarginBase::Winner:
    case law::MarginBase::LowestWinner: return Rational{world.total / 2};
    case law::MarginBase::VotesPerSeat: return Rational{world.total, world.seats};
  }
  return Rational{0};
}

/// Whether a margin is within one limb, by hand.
bool within(const law::Limb& limb, const World& world, std::int64_t behind) {
  Rational bound{0};
  Comparison comparison = Comparison::AtMost;
  if (const auto* share = std::get_if<law::MarginShare>(&limb)) {
    bound = share->share * base_of(share->base, world, behind);
    comparison = share->comparison;
  } else {
    const auto& votes = std::get<law::MarginVotes>(limb);
    bound = Rational{votes.votes.value()};
    comparison = votes.comparison;
  }
  const Rational at{behind};
  switch (comparison) {
    case Comparison::AtMost: return at <= bound;
    case Comparison::Below: return at < bound;
    case Comparison::AtLeast: return at >= bound;
    case Comparison::Above: return at > bound;
  }
  return false;
}

bool holds(const law::Guard& guard, const World& world) {
  const auto compare = [&](std::int64_t number) {
    switch (guard.comparison) {
      case Comparison::AtMost: return number <= guard.number;
      case Comparison::Below: return number < guard.number;
      case Comparison::AtLeast: return number >= guard.number;
      case Comparison::Above: return number > guard.number;
    }
    return false;
  };
  switch (guard.what) {
    case law::Guard::What::TotalVotes:
    case law::Guard::What::BallotsCast: return compare(world.total);
    case law::Guard::What::OneSeatOrNonpartisan: return world.seats == 1;
    case law::Guard::What::MeasureDefeated: return true;
    case law::Guard::What::RecountFundUsd:
    case law::Guard::What::WriteInCompared: return false;
  }
  return false;
}

bool within(const std::vector<law::Limit>& any_of, const World& world, std::int64_t behind) {
  return std::any_of(any_of.begin(), any_of.end(), [&](const law::Limit& limit) {
    const bool guarded = std::all_of(limit.guards.begin(), limit.guards.end(),
                                     [&](const law::Guard& guard) { return holds(guard, world); });
    if (!guarded) return false;
    const auto inside = [&](const law::Limb& limb) { return within(limb, world, behind); };
    const bool every =
        limit.combination == law::Combination::And || limit.combination == law::Combination::Lesser;
    return every || limit.limbs.empty()
               ? std::all_of(limit.limbs.begin(), limit.limbs.end(), inside)
               : std::any_of(limit.limbs.begin(), limit.limbs.end(), inside);
  });
}

/// The margins at which some limb changes its mind, and their neighbours.
std::vector<std::int64_t> margins_near_limits(const std::vector<law::Limit>& any_of,
                                              const World& world) {
  std::vector<std::int64_t> margins = {0, 1};
  for (const law::Limit& limit : any_of) {
    for (const law::Limb& limb : limit.limbs) {
      std::int64_t at = 0;
      if (const auto* share = std::get_if<law::MarginShare>(&limb)) {
        Rational bound = share->share * base_of(share->base, world, 0);
        if (share->base == law::MarginBase::TopTwo) {
          // m = s (T - m)  <=>  m = s T / (1 + s)
          bound = bound / (Rational{1} + share->share);
        }
        at = bound.floor();
      } else {
        at = std::get<law::MarginVotes>(limb).votes.value();
      }
      for (const std::int64_t near : {at - 1, at, at + 1, at + 2}) {
        if (near >= 0 && near <= world.total / 2) margins.push_back(near);
      }
    }
  }
  return margins;
}

/// Classes and types that a tier is the first to cover.
std::optional<World> world_of(const std::vector<law::Tier>& tiers, std::size_t index,
                              std::int64_t total) {
  for (const auto type : {election::ElectionType::General, election::ElectionType::Primary}) {
    for (const std::int64_t seats : {std::int64_t{1}, std::int64_t{3}}) {
      for (std::size_t office = 0; office < law::kOfficeClasses; ++office) {
        const World world{total, seats, type, static_cast<law::OfficeClass>(office)};
        const law::Facts facts = facts_at(world, 0);
        std::size_t first = tiers.size();
        for (std::size_t i = tiers.size(); i-- > 0;) {
          if (law::covers(tiers[i].scope, facts) == Verdict::Yes) first = i;
        }
        if (first == index) return world;
      }
    }
  }
  return std::nullopt;
}

// Even and odd, small and large, with and without whole-number shares.
constexpr std::array<std::int64_t, 12> kTotals = {200,  399,   400,    401,     1000,    4000,
                                                  4001, 20001, 100000, 1234567, 4800000, 6165479};

/// @return how many verdicts were compared.
int expect_boundaries(const std::string& what, const std::vector<law::Tier>& tiers,
                      law::Asker asker) {
  int compared = 0;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (tiers[i].reach != law::Tier::Reach::WithinLimits) continue;
    int of_tier = 0;
    for (const std::int64_t total : kTotals) {
      const auto world = world_of(tiers, i, total);
      if (!world) continue;
      std::vector<std::int64_t> margins = margins_near_limits(tiers[i].any_of, *world);
      for (const std::int64_t behind : margins_near_limits(tiers[i].unsure, *world)) {
        margins.push_back(behind);
      }
      for (const std::int64_t behind : margins) {
        const auto found = law::find(tiers, facts_at(*world, behind), asker);
        const bool fund = std::any_of(
            tiers[i].any_of[0].guards.begin(), tiers[i].any_of[0].guards.end(),
            [](const law::Guard& guard) { return guard.what == law::Guard::What::RecountFundUsd; });
        const bool inside = within(tiers[i].any_of, *world, behind);
        if (!inside && within(tiers[i].unsure, *world, behind)) {
          EXPECT_EQ(found.verdict, Verdict::Unknown) << what << " tier " << i << ": " << behind;
          continue;
        }
        if (fund) {
          EXPECT_NE(found.verdict, Verdict::Yes) << "the fund is never known";
        } else if (world->seats == 1 || found.verdict != Verdict::Unknown) {
          EXPECT_EQ(found.verdict, inside ? Verdict::Yes : Verdict::No)
              << what << " tier " << i << ", total " << total << ", margin " << behind << ": "
              << found.words;
        }
        ++of_tier;
        if (found.limit_votes && found.verdict == Verdict::Yes) {
          EXPECT_GE(found.limit_votes->value(), behind)
              << what << " tier " << i << ", total " << total;
        }
      }
    }
    EXPECT_GT(of_tier, 0) << what << " tier " << i << ": no contest reaches it";
    compared += of_tier;
  }
  return compared;
}

TEST(StatuteBoundaries, EveryLimitHoldsAtTheLimitAndOneVoteAboveAndBelow) {
  const law::KnowledgeBase base = built_in_knowledge();
  int compared = 0;
  int rows = 0;
  for (const law::RecountStatute& statute : base.statutes()) {
    const int before = compared;
    compared +=
        expect_boundaries(statute.id + " automatic", statute.automatic.tiers, law::Asker::RunnerUp);
    compared +=
        expect_boundaries(statute.id + " petition", statute.petition.tiers, law::Asker::Petitioner);
    compared += expect_boundaries(statute.id + " free", statute.fee.free, law::Asker::Petitioner);
    if (compared > before) ++rows;
  }
  EXPECT_GE(rows, 70) << "rows with a numeric limit";
  EXPECT_GE(compared, 4000);
}

// Where the record does not say: the last margin that is surely within, the first and last that it
// leaves open, and the first that is surely not, all worked out by hand.
TEST(StatuteBoundaries, WhereTheRecordDoesNotSayEachEndOfTheDoubtIsExact) {
  struct Doubt {
    const char* statute;
    const char* rule;
    World world;
    std::int64_t last_inside;
    std::int64_t last_unsure;
  };
  const World us_house{200000, 1, election::ElectionType::General, law::OfficeClass::UsHouse};
  const World wide_house{2000000, 1, election::ElectionType::General, law::OfficeClass::UsHouse};
  const law::KnowledgeBase base = built_in_knowledge();
  int found_rules = 0;
  for (const Doubt& row : {
           // less than 0.5%, or less than 1%
           Doubt{"us-mo-2014", "petition", {1000000}, 4999, 9999},
           Doubt{"us-mo-2014", "petition", {1000001}, 5000, 10000},
           // less than 0.15%, or exactly that
           Doubt{"us-ia-2025", "petition", {1000000}, 1499, 1500},
           Doubt{"us-ia-2025", "petition", {1000001}, 1500, 1500},
           // 10 votes or 200, and never more than 0.1% of the two compared: m <= (200,000 - m)/1000
           Doubt{"us-az-2016", "automatic", us_house, 10, 199},
           Doubt{"us-az-2016", "automatic", wide_house, 10, 200},
       }) {
    for (const law::RecountStatute& statute : base.statutes()) {
      if (statute.id != row.statute) continue;
      const bool automatic = std::string(row.rule) == "automatic";
      const auto verdict_at = [&](std::int64_t behind) {
        return law::find(automatic ? statute.automatic.tiers : statute.petition.tiers,
                         facts_at(row.world, behind), law::Asker::RunnerUp)
            .verdict;
      };
      EXPECT_EQ(verdict_at(row.last_inside), Verdict::Yes) << row.statute;
      if (row.last_inside < row.last_unsure) {
        EXPECT_EQ(verdict_at(row.last_inside + 1), Verdict::Unknown) << row.statute;
        EXPECT_EQ(verdict_at(row.last_unsure), Verdict::Unknown) << row.statute;
      }
      EXPECT_EQ(verdict_at(row.last_unsure + 1), Verdict::No) << row.statute;
      ++found_rules;
    }
  }
  EXPECT_EQ(found_rules, 6);
}

struct Boundary {
  const char* statute;
  const char* rule;  ///< "automatic", "petition" or "free"
  std::int64_t total;
  std::int64_t last_inside;
};

// Worked out by hand: the largest margin inside, so that the next vote is outside.
TEST(StatuteBoundaries, HandWorkedLimitsOfTheMainRules) {
  const law::KnowledgeBase base = built_in_knowledge();
  const std::array<Boundary, 20> rows = {{
      {"us-fl-2008", "automatic", 1000000, 5000},  // at most 0.5%
      {"us-fl-2008", "automatic", 1000199, 5000},  // 5000.995
      {"us-oh-2016", "automatic", 1000000, 2499},  // less than 0.25%
      {"us-oh-2016", "automatic", 1000001, 2500},  // 2500.0025
      {"us-nm-2016", "automatic", 400000, 999},  // less than 0.25%
      {"us-ct-2013", "automatic", 1600000, 2000},  // less than 0.5% and at most 2,000
      {"us-ct-2013", "automatic", 400000, 1999},  // 0.5% is 2,000: less than it
      {"us-ct-2013", "automatic", 1000, 19},  // or fewer than 20
      {"us-hi-2019", "automatic", 500000, 1250},  // greater of 100 and 0.25%
      {"us-hi-2024", "automatic", 500000, 100},  // lesser of the two
      {"us-mi-2013", "automatic", 4799284, 2000},
      {"us-mi-2025", "automatic", 4799284, 4799},
      {"us-nc-2016", "petition", 5400000, 10000},  // lesser of 0.5% and 10,000
      {"us-nc-2016", "petition", 1000000, 5000},
      {"us-wi-2017", "petition", 4000, 40},  // by turnout
      {"us-wi-2017", "petition", 4001, 40},  // 1% of 4,001
      {"us-wi-2015", "free", 4000, 9},
      {"us-wi-2015", "free", 4001, 10},  // 0.25% is 10.0025
      {"us-vt-2010", "petition", 74634, 1492},  // 2% is 1,492.68
      {"us-ne-2016", "automatic", 500000, 2500},  // 1% of the winner's 250,000
  }};
  for (const Boundary& row : rows) {
    for (const law::RecountStatute& statute : base.statutes()) {
      if (statute.id != row.statute) continue;
      const std::string rule = row.rule;
      const auto& tiers = rule == "automatic"  ? statute.automatic.tiers
                          : rule == "petition" ? statute.petition.tiers
                                               : statute.fee.free;
      const World world{row.total};
      const auto at = law::find(tiers, facts_at(world, row.last_inside), law::Asker::Petitioner);
      const auto above =
          law::find(tiers, facts_at(world, row.last_inside + 1), law::Asker::Petitioner);
      EXPECT_EQ(at.verdict, Verdict::Yes) << row.statute << " " << row.total << " " << at.words;
      EXPECT_EQ(above.verdict, Verdict::No)
          << row.statute << " " << row.total << " " << above.words;
      ASSERT_TRUE(at.limit_votes.has_value()) << row.statute;
      EXPECT_EQ(at.limit_votes->value(), row.last_inside) << row.statute << " " << row.total;
    }
  }
}

}  // namespace
}  // namespace recanvass::formats
