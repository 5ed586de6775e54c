#include "generate/layout.h"

#include "stats/counter_random.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::generate {
namespace {

constexpr std::uint64_t kContestStream = 1;
constexpr std::uint32_t kMostPrecincts = 100;   // of a county
constexpr std::uint64_t kPrecinctCards = 1'500;  // on average, until there are kMostPrecincts
constexpr std::uint64_t kMailMachineCards = 50'000;
constexpr std::uint32_t kStyles = 4;  // of a county

election::CardChoice named_choice(std::uint32_t number) {
  return {{fmt::format("{}", number)}, fmt::format("Candidate {}", number), {}};
}

// How a contest is voted on: mostly one of several; every fifth asks for three of seven.
election::CardContest described(std::uint32_t number, std::uint32_t place, bool ranked,
                                const ElectionShape& shape) {
  const auto bits = stats::random_block({shape.seed, kContestStream}, number, 0);
  election::CardContest contest;
  contest.id = {fmt::format("{}", number + 1)};
  std::uint32_t choices = place == 0 ? 4 : 2 + static_cast<std::uint32_t>(bits[0] % 4);
  contest.vote_for = 1;
  if (ranked) {
    choices = 4 + static_cast<std::uint32_t>(bits[0] % 3);
    contest.ranks = static_cast<std::int32_t>(std::min(choices, 5U));
  } else if (place % 5 == 4) {
    choices = 7;
    contest.vote_for = 3;
  }
  for (std::uint32_t choice = 1; choice <= choices; ++choice) {
    contest.choices.push_back(named_choice(choice));
  }
  contest.choices.push_back(
      {{fmt::format("{}", choices + 1)}, "Write-in", election::CardChoiceKind::WriteIn});
  return contest;
}

void add_contests(Layout& layout) {
  const ElectionShape& shape = layout.shape;
  const std::uint32_t statewide = statewide_contests(shape);
  const auto add = [&](std::uint32_t place, bool ranked, std::optional<std::uint32_t> county) {
    const auto number = static_cast<std::uint32_t>(layout.contests.size());
    SyntheticContest contest{described(number, place, ranked, shape), place, county, false};
    contest.described.name =
        county ? fmt::format("County {} contest {}", *county + 1, place - statewide + 1)
               : fmt::format("State contest {}", place + 1);
    contest.district = county && (place - statewide) % 2 == 1;
    layout.contests.push_back(std::move(contest));
    return number;
  };
  std::vector<std::uint32_t> everywhere;
  for (std::uint32_t place = 0; place < statewide; ++place) {
    everywhere.push_back(add(place, place + shape.ranked >= statewide, std::nullopt));
  }
  for (std::uint32_t county = 0; county < shape.counties; ++county) {
    layout.counties[county].contests = everywhere;
    for (std::uint32_t place = statewide; place < shape.contests; ++place) {
      layout.counties[county].contests.push_back(add(place, false, county));
    }
  }
}

// Whole ballots for each county: the largest has about twice the next, as in most states.
void share_out_cards(Layout& layout) {
  const ElectionShape& shape = layout.shape;
  const std::uint64_t ballots = shape.cards / shape.sheets;
  std::uint64_t weights = 0;
  const auto weight = [](std::uint64_t county) { return 1'000'000 / (county + 2); };
  for (std::uint32_t county = 0; county < shape.counties; ++county) weights += weight(county);
  std::uint64_t left = ballots - shape.counties;
  const std::uint64_t shared = left;
  for (std::uint32_t county = 0; county < shape.counties; ++county) {
    const std::uint64_t more = shared * weight(county) / weights;
    left -= more;
    layout.counties[county] = {fmt::format("County {}", county + 1), 1 + more, 0, 0, 0, 0, {}};
  }
  layout.counties[0].cards += left;
  for (SyntheticCounty& county : layout.counties) county.cards *= shape.sheets;
}

void add_places(Layout& layout) {
  for (SyntheticCounty& county : layout.counties) {
    county.first_precinct = static_cast<std::uint32_t>(layout.precincts.size());
    county.precincts = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(county.cards / kPrecinctCards, 1, kMostPrecincts));
    for (std::uint32_t precinct = 1; precinct <= county.precincts; ++precinct) {
      layout.precincts.push_back(fmt::format("{} precinct {}", county.name, precinct));
    }
    county.first_style = static_cast<std::uint32_t>(layout.styles.size());
    county.styles = std::min(county.precincts, kStyles);
    for (std::uint32_t style = 1; style <= county.styles; ++style) {
      for (std::uint32_t sheet = 1; sheet <= layout.shape.sheets; ++sheet) {
        layout.styles.push_back(
            layout.shape.sheets == 1
                ? fmt::format("{} style {}", county.name, style)
                : fmt::format("{} style {} sheet {}", county.name, style, sheet));
      }
    }
  }
}

// Adds the batches of one machine until `cards` are in them.
class BatchMaker {
 public:
  explicit BatchMaker(Layout& layout)
      : layout_(layout),
        most_(layout.shape.batch_cards / layout.shape.sheets * layout.shape.sheets) {}

  void add(std::uint32_t county, std::uint32_t precinct, CountingGroup group, std::uint64_t cards) {
    if (cards == 0) return;
    const auto tabulator = static_cast<std::uint32_t>(layout_.tabulators.size());
    layout_.tabulators.push_back(fmt::format("{}", tabulator + 1));
    for (std::uint32_t number = 1; cards > 0; ++number) {
      const auto size = static_cast<std::uint32_t>(std::min<std::uint64_t>(most_, cards));
      layout_.batches.push_back({county, tabulator, number, precinct, group, first_card_, size});
      first_card_ += size;
      cards -= size;
    }
  }

 private:
  Layout& layout_;
  std::uint32_t most_;
  std::uint64_t first_card_ = 0;
};

// `total` in `parts` runs of whole ballots, as equal as can be; the first are longer.
std::uint64_t share(std::uint64_t total, std::uint64_t parts, std::uint64_t part,
                    std::uint32_t sheets) {
  const std::uint64_t ballots = total / sheets;
  return (ballots / parts + (part < ballots % parts ? 1 : 0)) * sheets;
}

void add_batches(Layout& layout) {
  const std::uint32_t sheets = layout.shape.sheets;
  BatchMaker maker(layout);
  for (std::uint32_t index = 0; index < layout.counties.size(); ++index) {
    const SyntheticCounty& county = layout.counties[index];
    const std::uint64_t mail = county.cards / sheets * layout.shape.mail_percent / 100 * sheets;
    const std::uint64_t machines = std::max<std::uint64_t>(1, mail / kMailMachineCards);
    for (std::uint64_t machine = 0; machine < machines; ++machine) {
      maker.add(index, county.first_precinct, CountingGroup::Mail,
                share(mail, machines, machine, sheets));
    }
    for (std::uint32_t precinct = 0; precinct < county.precincts; ++precinct) {
      maker.add(index, county.first_precinct + precinct, CountingGroup::InPerson,
                share(county.cards - mail, county.precincts, precinct, sheets));
    }
  }
}

}  // namespace

std::uint32_t Layout::style_of(const SyntheticCounty& county, std::uint32_t precinct,
                               std::uint32_t sheet) const {
  return county.first_style + (precinct - county.first_precinct) % county.styles * shape.sheets +
         sheet;
}

Layout lay_out(const ElectionShape& shape) {
  Layout layout;
  layout.shape = shape;
  layout.counties.resize(shape.counties);
  share_out_cards(layout);
  add_contests(layout);
  add_places(layout);
  add_batches(layout);
  return layout;
}

std::vector<std::string> counting_group_names() { return {"Mail", "In Person"}; }

}  // namespace recanvass::generate
