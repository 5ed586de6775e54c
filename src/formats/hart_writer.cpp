#include "formats/hart_writer.h"

#include "formats/card_facts.h"
#include "formats/xml_text.h"
#include "formats/zip_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr std::size_t kSheetsOfArchive = 20'000;

// Votes, or ranks, that are allowed and were not given; 0 where the export does not say.
std::int64_t undervotes_of(const CardContest& asked, const MarkingView& view) {
  std::int64_t given = 0;
  for (const Mark& mark : view.marks) given += mark.votes;
  const std::int64_t allowed = asked.ranks > 0 ? asked.ranks : asked.vote_for;
  return asked.vote_unit == 1 ? std::max<std::int64_t>(0, allowed - given) : 0;
}

class HartExport final : public CardWriter {
 public:
  explicit HartExport(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void add(const CardStore& part) override;
  base::Result<WrittenCards> finish() override;

 private:
  void write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                  std::uint32_t card);
  void write_contest(std::uint32_t contest, const MarkingView& view);
  void write_options(std::uint32_t contest, const MarkingView& view);
  void write_option(const CardContest& asked, std::uint16_t choice, const std::string& value);
  void close_archive();
  void element(const char* name, std::string_view text) {
    text_ += fmt::format("<{}>", name);
    append_xml_text(text_, text);
    text_ += fmt::format("</{}>", name);
  }

  std::filesystem::path folder_;
  ZipWriter archive_;
  CardWalk walk_;
  LossList losses_{{CardFact::Batch, CardFact::Position, CardFact::ImprintedId, CardFact::Sheet,
                    CardFact::Precinct},
                   {ContestFact::ContestIds, ContestFact::ChoiceIds, ContestFact::VoteFor,
                    ContestFact::VoteForUnknown}};
  std::vector<CardContest> contests_;
  std::vector<std::vector<bool>> marked_;  // the choices that some card marks
  std::vector<bool> says_votes_;           // by contest: an undervote says how many are allowed
  base::Problems problems_;
  WrittenCards written_;
  std::string text_;
};

void HartExport::add(const CardStore& part) {
  if (contests_.empty()) {
    contests_ = part.contests();
    losses_.add_contests(contests_);
    for (const CardContest& contest : contests_) marked_.emplace_back(contest.choices.size());
    says_votes_.resize(contests_.size());
  }
  losses_.add_redacted(part);
  walk_.each(part, [&](const CardFacts& facts, const CardChunk& chunk, std::uint32_t card) {
    losses_.add_card(facts);
    write_card(part, facts, chunk, card);
    ++written_.cards;
    if (archive_.entries() == kSheetsOfArchive) close_archive();
  });
}

void HartExport::write_option(const CardContest& asked, std::uint16_t choice,
                              const std::string& value) {
  text_ += "<Option>";
  if (choice == election::kInvalidWriteIn) {
    element("Value", value);
    text_ += "<WriteInData><WriteInDataStatus>Rejected</WriteInDataStatus></WriteInData>";
  } else {
    element("Name", asked.choices[choice].name);
    element("Id", asked.choices[choice].id.text);
    element("Value", value);
    // Written names that the cards do not tell apart: one option, by its name.
    if (asked.choices[choice].kind == election::CardChoiceKind::WriteIn) {
      text_ += "<WriteInData><WriteInDataStatus>Resolved</WriteInDataStatus></WriteInData>";
    }
  }
  text_ += "</Option>";
}

void HartExport::write_options(std::uint32_t contest, const MarkingView& view) {
  const CardContest& asked = contests_[contest];
  const auto ranks = static_cast<std::size_t>(std::max(0, asked.ranks));
  std::map<std::uint16_t, std::string> values;  // by choice, a digit a rank
  for (const Mark& mark : view.marks) {
    if (mark.choice == election::kOvervotedRank) {
      losses_.add(kLostSeveral);
      continue;
    }
    if (mark.choice < election::kChoiceLimit) marked_[contest][mark.choice] = true;
    if (ranks == 0) {
      // An option of its own stands there once; written names are options each.
      const bool written = mark.choice >= election::kChoiceLimit ||
                           asked.choices[mark.choice].kind == election::CardChoiceKind::WriteIn;
      const std::int32_t times = asked.vote_unit == 1 && written ? mark.votes : 1;
      if (mark.votes != times * asked.vote_unit) losses_.add(kLostVotes);
      for (std::int32_t i = 0; i < times; ++i) write_option(asked, mark.choice, "1");
      continue;
    }
    if (mark.votes != asked.vote_unit) losses_.add(kLostVotes);
    std::string& value = values.try_emplace(mark.choice, ranks, '0').first->second;
    if (mark.rank == 0 || mark.rank > ranks) {
      losses_.add(kLostRank);
    } else {
      value[mark.rank - 1U] = '1';
    }
  }
  for (const auto& [choice, value] : values) write_option(asked, choice, value);
}

void HartExport::write_contest(std::uint32_t contest, const MarkingView& view) {
  if (view.state == MarkingState::Redacted) return losses_.add(kLostRedacted);
  const CardContest& asked = contests_[contest];
  text_ += "<Contest>";
  element("Name", asked.name);
  element("Id", asked.id.text);
  text_ += "<Options>";
  write_options(contest, view);
  text_ += "</Options>";
  // More marks than the contest allows, which this export does not say, are two votes without this.
  const bool overvoted = view.state == MarkingState::Overvoted || has_too_many_marks(asked, view);
  if (overvoted) text_ += "<Overvoted>true</Overvoted>";
  if (const auto undervotes = overvoted ? 0 : undervotes_of(asked, view); undervotes > 0) {
    element("Undervotes", fmt::to_string(undervotes));
    says_votes_[contest] = true;
  }
  text_ += "</Contest>";
}

void HartExport::write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                            std::uint32_t card) {
  text_ =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
      "<Cvr xmlns=\"http://tempuri.org/CVRDesign.xsd\"><Contests>";
  each_marking(part, chunk, card, [&](std::uint32_t contest, const MarkingView& view) {
    write_contest(contest, view);
  });
  text_ += "</Contests>";
  if (facts.position > 0) element("BatchSequence", fmt::to_string(facts.position));
  element("SheetNumber", fmt::to_string(facts.sheet));
  // Batches of one name on two machines are two batches, and machines have no element.
  element("BatchNumber", facts.tabulator.empty()
                             ? std::string(facts.batch)
                             : fmt::format("{}-{}", facts.tabulator, facts.batch));
  element("CvrGuid", facts.imprinted_id);
  if (!facts.precinct.empty()) {
    text_ += "<PrecinctSplit>";
    element("Name", facts.precinct);
    text_ += "</PrecinctSplit>";
  }
  text_ += "</Cvr>\n";
  // By number, with zeros before it: in the order of names sheets of one ballot follow each other.
  archive_.add(fmt::format("{:010}.xml", written_.cards + 1), text_);
}

void HartExport::close_archive() {
  const std::string name = fmt::format("Cvrs_{:06}.zip", written_.files.size() + 1);
  if (auto problem = archive_.write(folder_ / name)) problems_.push_back(*std::move(problem));
  written_.files.push_back(name);
}

base::Result<WrittenCards> HartExport::finish() {
  if (archive_.entries() > 0 || written_.files.empty()) close_archive();
  if (!problems_.empty()) return problems_;
  for (std::size_t i = 0; i < contests_.size(); ++i) {
    losses_.add("choices that no card marks",
                static_cast<std::uint64_t>(std::ranges::count(marked_[i], false)));
    const bool says = says_votes_[i] && contests_[i].ranks == 0;
    losses_.add(kLostVoteFor, contests_[i].vote_for > 0 && !says ? 1 : 0);
  }
  written_.unsayable = losses_.take();
  return std::move(written_);
}

}  // namespace

std::unique_ptr<CardWriter> hart_writer(const std::filesystem::path& folder) {
  return std::make_unique<HartExport>(folder);
}

}  // namespace recanvass::formats
