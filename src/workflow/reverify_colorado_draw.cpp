// Colorado's draw made again from its seed: which cards are drawn how often, against the records
// that the state lists for each contest and the cards that it says it compared.
#include "base/figures.h"
#include "draw/counter.h"
#include "workflow/reverify_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::FigureChecks;
using formats::ColoradoContest;
using formats::ColoradoExport;
using formats::ColoradoReading;
using formats::ColoradoSelection;

// How many items were drawn once, twice, ...: the same for cards and for their records.
std::string repeats_of(const std::map<std::int64_t, std::int64_t>& times) {
  std::map<std::int64_t, std::int64_t> how_often;
  for (const auto& [item, draws] : times) ++how_often[draws];
  std::string text;
  for (const auto& [draws, items] : how_often) {
    text += fmt::format("{}{} drawn {}", text.empty() ? "" : ", ", items,
                        draws == 1   ? std::string("once")
                        : draws == 2 ? std::string("twice")
                                     : fmt::format("{} times", draws));
  }
  return text;
}

std::map<std::int64_t, std::int64_t> times_of(const std::vector<std::int64_t>& items) {
  std::map<std::int64_t, std::int64_t> times;
  for (const std::int64_t item : items) ++times[item];
  return times;
}

// The draws of one list of cards, asked for in any length.
class DrawnCards {
 public:
  explicit DrawnCards(const std::string& seed) : seed_(seed) {}
  std::vector<std::int64_t> draws(std::int64_t cards, std::int64_t how_many) const {
    std::vector<std::int64_t> list;
    for (const std::uint64_t card :
         draw::draw_by_counter(seed_, {1, static_cast<std::uint64_t>(cards)}, 1,
                               static_cast<std::uint64_t>(how_many))) {
      list.push_back(static_cast<std::int64_t>(card));
    }
    return list;
  }

 private:
  const std::string& seed_;
};

// How far a reading counts against a contest, in votes: above 0 the record overstates.
std::int64_t overstatement_of(const ColoradoReading& reading,
                              const std::vector<std::string>& winners,
                              const std::set<std::string>& choices) {
  const auto recorded = quoted_names(reading.recorded);
  const auto found = quoted_names(reading.found);
  const auto says = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end() ? 1 : 0;
  };
  std::set<std::string> losers = choices;
  losers.insert(recorded.begin(), recorded.end());
  losers.insert(found.begin(), found.end());
  for (const std::string& winner : winners) losers.erase(winner);
  std::int64_t worst = -2;
  for (const std::string& winner : winners) {
    for (const std::string& loser : losers) {
      worst = std::max<std::int64_t>(worst, (says(recorded, winner) - says(found, winner)) -
                                                (says(recorded, loser) - says(found, loser)));
    }
  }
  return worst;
}

// More than any county examined by a factor of a hundred.
constexpr std::int64_t kDrawsMax = 100'000;

class ColoradoDrawCheck {
 public:
  ColoradoDrawCheck(const ColoradoExport& published, FigureChecks& checks)
      : published_(published), checks_(checks), drawn_(published.seeds.front()) {
    if (!published.rounds.empty()) {
      for (const ColoradoContest& contest : last_round()) contests_[contest.name] = &contest;
    }
    index_counties();
    for (const auto& line : published.votes) choices_[line.contest].insert(line.choice);
    for (const auto& line : published.county_votes) choices_[line.contest].insert(line.choice);
  }

  void run(std::vector<std::string>& summary) {
    std::int64_t tickets = 0;
    for (const ColoradoSelection& selection : published_.selections) {
      tickets += static_cast<std::int64_t>(selection.records.size());
      check_selection(selection);
    }
    check_readings();
    if (tickets > 0) {
      summary.push_back(
          fmt::format("The draw was made again from the seed {}: {} tickets for {} contests.",
                      published_.seeds.front(), base::grouped(tickets), contests_drawn_));
    }
    if (cards_ > 0) {
      summary.push_back(fmt::format(
          "Of {} cards that the state says it compared, {} are where the draw puts them; of {} it "
          "cannot be said, since their county's manifest in its own order is not among the files, "
          "or they were drawn for several counties together.",
          cards_, cards_placed_, cards_ - cards_placed_));
    }
  }

 private:
  [[nodiscard]] const std::vector<ColoradoContest>& last_round() const {
    const auto cards_sampled = [](const formats::ColoradoRound& round) {
      std::int64_t sum = 0;
      for (const ColoradoContest& contest : round.contests) sum += contest.sampled;
      return sum;
    };
    return std::max_element(published_.rounds.begin(), published_.rounds.end(),
                            [&](const auto& left, const auto& right) {
                              return cards_sampled(left) < cards_sampled(right);
                            })
        ->contests;
  }

  void index_counties() {
    std::map<std::string, std::vector<formats::ColoradoBatch>> own;
    std::map<std::string, std::vector<formats::ColoradoBatch>> compared;
    for (const auto& batch : published_.manifest) own[batch.county].push_back(batch);
    for (const auto& batch : published_.batches) compared[batch.county].push_back(batch);
    for (auto& [county, batches] : own) places_.try_emplace(county, std::move(batches), true);
    for (auto& [county, batches] : compared) places_.try_emplace(county, std::move(batches), false);
    std::map<std::string, std::set<std::string>> counties;
    for (const auto& [county, contest] : published_.county_contests) {
      counties[contest].insert(county);
    }
    for (const auto& [name, contest] : contests_) {
      const auto in = counties.find(name);
      if (in == counties.end() || in->second.size() != 1) continue;
      std::int64_t& most = drawn_in_[*in->second.begin()];
      most = std::max(most, contest->sampled);
    }
  }

  void check_selection(const ColoradoSelection& selection) {
    checks_.about(selection.contest, selection.row.text());
    const auto found = contests_.find(selection.contest);
    if (found == contests_.end()) {
      checks_.not_checked("records drawn", std::to_string(selection.records.size()),
                          "the contest is in no file of contests");
      return;
    }
    const ColoradoContest& contest = *found->second;
    checks_.whole("margin in votes", selection.margin_votes, contest.margin_votes);
    if (selection.records.empty() || contest.cards == 0) return;
    ++contests_drawn_;
    const auto draws =
        drawn_.draws(contest.cards, static_cast<std::int64_t>(selection.records.size()));
    const auto cards = times_of(draws);
    const auto records = times_of(selection.records);
    checks_.whole("different records drawn", static_cast<std::int64_t>(records.size()),
                  static_cast<std::int64_t>(cards.size()));
    checks_.text("repeats in the draw", repeats_of(records), repeats_of(cards));
  }

  // How often a card is among the draws of its county; no value: its number is not known.
  std::optional<std::int64_t> times_drawn(const ColoradoReading& reading) {
    const auto places = places_.find(reading.county);
    const auto most = drawn_in_.find(reading.county);
    if (places == places_.end() || most == drawn_in_.end() || places->second.cards() == 0) {
      return std::nullopt;
    }
    const auto number = places->second.place_of(reading.imprint);
    if (!number) return std::nullopt;
    const auto draws = drawn_.draws(places->second.cards(), std::min(most->second, kDrawsMax));
    const auto times = std::count(draws.begin(), draws.end(), *number);
    if (times == 0) return std::nullopt;
    return times;
  }

  void check_readings() {
    std::map<std::string, std::vector<const ColoradoReading*>> by_contest;
    std::set<std::pair<std::string, std::string>> told;
    for (const ColoradoReading& reading : published_.readings) {
      const bool counts = reading.reason.find("WIDE_CONTEST") != std::string::npos;
      if (counts) by_contest[reading.contest].push_back(&reading);
      if (!told.insert({reading.county, reading.imprint}).second) continue;
      ++cards_;
      checks_.about(fmt::format("{}, card {}", reading.county, reading.imprint),
                    reading.row.text());
      const auto times = times_drawn(reading);
      if (times) {
        ++cards_placed_;
        checks_.text("a card compared was drawn", reading.imprint, reading.imprint);
      } else {
        checks_.not_checked("a card compared was drawn", reading.imprint,
                            "its place in its county's own manifest is not known, or it was drawn "
                            "for several counties together");
      }
    }
    if (published_.readings.empty()) return;
    for (const auto& [name, contest] : contests_) {
      const auto readings = by_contest.find(name);
      const std::int64_t differ =
          contest->one_over + contest->two_over + contest->one_under + contest->two_under;
      if (readings != by_contest.end()) {
        count_readings(*contest, readings->second);
      } else if (differ > 0) {
        checks_.about(name, contest->row.text());
        checks_.not_checked("cards that differ", std::to_string(differ),
                            "the list of compared cards has none of this contest");
      }
    }
  }

  void count_readings(const ColoradoContest& contest,
                      const std::vector<const ColoradoReading*>& readings) {
    std::map<std::int64_t, std::int64_t> by_votes;
    bool certain = true;
    for (const ColoradoReading* reading : readings) {
      const auto times = times_drawn(*reading);
      certain = certain && times.has_value();
      by_votes[overstatement_of(*reading, quoted_names(contest.winners), choices_[contest.name])] +=
          times.value_or(1);
    }
    checks_.about(contest.name, contest.row.text());
    const auto words = [](std::int64_t o2, std::int64_t o1, std::int64_t u1, std::int64_t u2) {
      return fmt::format("{} by +2, {} by +1, {} by -1, {} by -2", o2, o1, u1, u2);
    };
    const std::string published =
        words(contest.two_over, contest.one_over, contest.one_under, contest.two_under);
    const std::string computed = words(by_votes[2], by_votes[1], by_votes[-1], by_votes[-2]);
    if (published != computed && !certain) {
      checks_.not_checked("cards that differ", published,
                          "how often each card was drawn is not known");
    } else {
      checks_.text("cards that differ", published, computed);
    }
  }

  const ColoradoExport& published_;
  FigureChecks& checks_;
  DrawnCards drawn_;
  std::map<std::string, const ColoradoContest*> contests_;
  std::map<std::string, std::set<std::string>> choices_;
  std::map<std::string, CardPlaces> places_;
  std::map<std::string, std::int64_t> drawn_in_;  // cards drawn in each county alone
  std::int64_t contests_drawn_ = 0;
  std::int64_t cards_ = 0;
  std::int64_t cards_placed_ = 0;
};

}  // namespace

void check_colorado_draw(const ColoradoExport& published, FigureChecks& checks,
                         std::vector<std::string>& summary) {
  if (published.selections.empty() && published.readings.empty()) return;
  if (published.seeds.size() == 1 && !published.rounds.empty()) {
    return ColoradoDrawCheck(published, checks).run(summary);
  }
  checks.about("the draw", {});
  checks.not_checked("draw", fmt::format("{} contests", published.selections.size()),
                     published.seeds.empty()    ? "the seed is not among the files"
                     : published.rounds.empty() ? "the contests are not among the files"
                                                : "the files name several seeds");
}

}  // namespace recanvass::workflow
