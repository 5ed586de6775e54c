#include "generate/synthetic.h"

#include "election/card_builder.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <optional>
#include <utility>

namespace recanvass::generate {
namespace {

constexpr std::uint64_t kPartCards = 60'000;
// Cards that do not exist have numbers that no card of paper has.
constexpr std::uint64_t kFirstPhantom = std::uint64_t{1} << 40U;

// Makes the records of one part.
class PartMaker {
 public:
  // No county: of all.
  PartMaker(const Layout& layout, const Voters& voters, const std::vector<PlantedFault>& planted,
            std::optional<std::uint32_t> county)
      : layout_(layout),
        voters_(voters),
        planted_(planted),
        paper_(layout),
        recorded_(layout),
        contests_(layout.contests.size()),
        styles_(layout.styles.size()),
        precincts_(layout.precincts.size()),
        tabulators_(layout.tabulators.size()) {
    touched_.resize(planted.size());
    for (const std::string& name : counting_group_names()) {
      groups_.push_back(builder_.counting_group(name));
    }
    for (std::uint32_t index = 0; index < layout.contests.size(); ++index) {
      const auto& only_in = layout.contests[index].county;
      if (county && only_in && *only_in != *county) continue;
      contests_[index] = builder_.add_contest(layout.contests[index].described);
    }
    for (std::uint32_t index = 0; index < layout.counties.size(); ++index) {
      if (!county || *county == index) know_places(layout.counties[index]);
    }
    for (const SyntheticBatch& batch : layout.batches) {
      if (county && *county != batch.county) continue;
      tabulators_[batch.tabulator] = builder_.tabulator(layout.tabulators[batch.tabulator]);
    }
  }

  void add_batch(std::uint32_t index) {
    const SyntheticBatch& batch = layout_.batches[index];
    batch_ = &batch;
    batch_number_ = builder_.batch(tabulators_[batch.tabulator], fmt::format("{}", batch.number));
    for (std::uint32_t at = 0; at < batch.cards; ++at) add_card(at, OnPaper::Yes);
    for (std::size_t i = 0; i < planted_.size(); ++i) {
      if (planted_[i].fault == Fault::BatchTwice && planted_[i].batch == index) {
        for (std::uint32_t at = 0; at < batch.cards; ++at) add_card(at, OnPaper::No);
        touched_[i] += batch.cards;
      }
      add_phantoms(i, index);
    }
  }

  SyntheticPart finish() {
    return {builder_.finish(), std::move(paper_), std::move(recorded_), std::move(touched_)};
  }

 private:
  enum class OnPaper { Yes, No };

  void know_places(const SyntheticCounty& county) {
    const std::uint32_t styles = county.styles * layout_.shape.sheets;
    for (std::uint32_t i = county.first_style; i < county.first_style + styles; ++i) {
      styles_[i] = builder_.style(layout_.styles[i]);
    }
    for (std::uint32_t i = county.first_precinct; i < county.first_precinct + county.precincts;
         ++i) {
      precincts_[i] = builder_.precinct(layout_.precincts[i]);
    }
  }

  void add_card(std::uint32_t at, OnPaper on_paper) {
    const std::uint64_t card = batch_->first_card + at;
    voters_.fill_in(*batch_, card, card_);
    if (on_paper == OnPaper::Yes) paper_.add(batch_->county, card_);
    for (std::size_t i = 0; i < planted_.size(); ++i) {
      if (!is_missing(planted_[i], layout_, *batch_, card)) continue;
      touched_[i] += on_paper == OnPaper::Yes ? 1 : 0;
      return;
    }
    for (std::size_t i = 0; i < planted_.size(); ++i) {
      if (misrecord(planted_[i], layout_, *batch_, card, card_)) ++touched_[i];
    }
    add_record(at + 1);
  }

  // A card that does not exist is always the first sheet of a ballot.
  void add_phantoms(std::size_t planted, std::uint32_t index) {
    const std::uint32_t phantoms = phantom_cards(planted_[planted], layout_, index);
    for (std::uint32_t i = 0; i < phantoms; ++i) {
      voters_.fill_in(*batch_, (kFirstPhantom + i) * layout_.shape.sheets, card_);
      add_record(batch_->cards + i + 1);
    }
    touched_[planted] += phantoms;
  }

  void add_record(std::uint32_t position) {
    recorded_.add(batch_->county, card_);
    imprinted_.clear();
    fmt::format_to(std::back_inserter(imprinted_), "{}-{}-{}",
                   layout_.tabulators[batch_->tabulator], batch_->number, position);
    record_.clear();
    fmt::format_to(std::back_inserter(record_), "{}", position);
    builder_.add_card(
        {profile_of_card(), batch_number_, position, card_.starts_ballot, imprinted_, record_});
    for (std::size_t i = 0; i < card_.said; ++i) {
      const SyntheticMarking& said = card_.markings[i];
      const std::uint32_t contest = contests_[said.contest];
      election::MarkingTable& table = builder_.markings(contest);
      const bool is_one = said.marks.size() == 1;
      RECANVASS_CHECK(builder_.add_marking(
          contest, is_one ? table.code_of_one(said.marks[0].choice, said.marks[0].rank)
                          : table.code_of(said.state, said.marks)));
    }
  }

  std::uint32_t profile_of_card() {
    const auto group = static_cast<std::size_t>(batch_->group);
    const std::array<std::uint32_t, 3> key{card_.style, card_.precinct,
                                           static_cast<std::uint32_t>(group)};
    if (key != last_key_ || !has_last_) {
      last_profile_ = builder_.profile(
          {styles_[card_.style], precincts_[card_.precinct], groups_[group], false});
      last_key_ = key;
      has_last_ = true;
    }
    return last_profile_;
  }

  const Layout& layout_;
  const Voters& voters_;
  const std::vector<PlantedFault>& planted_;
  election::CardStoreBuilder builder_;
  Figures paper_;
  Figures recorded_;
  std::vector<std::uint64_t> touched_;
  // The builder's numbers; 0 where they are of another county.
  std::vector<std::uint32_t> contests_;
  std::vector<std::uint32_t> styles_;
  std::vector<std::uint32_t> precincts_;
  std::vector<std::uint32_t> groups_;
  std::vector<std::uint32_t> tabulators_;
  const SyntheticBatch* batch_ = nullptr;
  std::uint32_t batch_number_ = 0;
  SyntheticCard card_;
  std::string imprinted_;
  std::string record_;
  std::array<std::uint32_t, 3> last_key_{};
  std::uint32_t last_profile_ = 0;
  bool has_last_ = false;
};

std::vector<std::uint32_t> first_batches(const Layout& layout, PartsOf parts_of) {
  std::vector<std::uint32_t> first{0};
  std::uint64_t cards = 0;
  for (std::uint32_t index = 0; index < layout.batches.size(); ++index) {
    const bool other_county = parts_of == PartsOf::Counties && index > 0 &&
                              layout.batches[index].county != layout.batches[index - 1].county;
    if (cards >= kPartCards || other_county) {
      first.push_back(index);
      cards = 0;
    }
    cards += layout.batches[index].cards;
  }
  first.push_back(static_cast<std::uint32_t>(layout.batches.size()));
  return first;
}

}  // namespace

SyntheticElection::SyntheticElection(const ElectionShape& shape, PartsOf parts_of)
    : layout_(lay_out(shape)),
      parts_of_(parts_of),
      voters_(layout_),
      planted_(plant_faults(layout_)),
      first_batch_(first_batches(layout_, parts_of)) {}

std::uint32_t SyntheticElection::county_of(std::size_t part) const {
  RECANVASS_CHECK(part < parts());
  return layout_.batches[first_batch_[part]].county;
}

SyntheticPart SyntheticElection::part(std::size_t part) const {
  RECANVASS_CHECK(part < parts());
  PartMaker maker(layout_, voters_, planted_,
                  parts_of_ == PartsOf::Counties ? std::optional(county_of(part)) : std::nullopt);
  for (std::uint32_t batch = first_batch_[part]; batch < first_batch_[part + 1]; ++batch) {
    maker.add_batch(batch);
  }
  return maker.finish();
}

}  // namespace recanvass::generate
