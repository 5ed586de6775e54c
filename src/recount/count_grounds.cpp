#include "recount/count_grounds.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::recount {
namespace {

bool asks(const AskedPetition& petition) { return petition.stage == AskedStage::Accepted; }

std::string stage_words(const AskedPetition& petition) {
  switch (petition.stage) {
    case AskedStage::NotRuled: return "was not ruled on";
    case AskedStage::Accepted: return "was accepted";
    case AskedStage::Refused: return "was refused";
    case AskedStage::Withdrawn: return "was withdrawn";
  }
  return {};
}

std::string groundless_sentence(const CountGrounds& grounds) {
  std::vector<std::string> parts;
  for (const AskedPetition& petition : grounds.petitions) {
    parts.push_back(fmt::format("petition {} {}", petition.id, stage_words(petition)));
  }
  for (const std::string& order : grounds.orders_without_document) {
    parts.push_back(fmt::format("order {} has no document on file", order));
  }
  constexpr std::size_t kNamed = 20;
  const std::size_t more = parts.size() > kNamed ? parts.size() - kNamed : 0;
  parts.resize(parts.size() - more);
  if (more > 0) parts.push_back(fmt::format("and {} more", more));
  return fmt::format(
      "Nothing on the record asks for this count: no petition that stands, no recount recorded as "
      "ordered by the law itself, and no order with its document{}{}.",
      parts.empty() ? "" : "; ", fmt::join(parts, ", "));
}

std::string against_sentence(const AskedPetition& petition) {
  const std::string by_order =
      petition.order.empty() ? std::string()
                             : fmt::format(", by the order {}, whose document is {}on file",
                                           petition.order, petition.order_on_file ? "" : "not ");
  return fmt::format("Petition {} was {} although the program finds that the law {} it{}; by {}.",
                     petition.id, petition.was_accepted ? "accepted" : "refused",
                     petition.was_accepted ? "does not allow" : "allows", by_order,
                     fmt::join(petition.people, ", "));
}

std::string fee_sentence(const FeeDue& fee) {
  return fmt::format(
      "The fee was not paid by {}, after which no payment is taken: {} of {} was paid.", fee.until,
      base::dollars(fee.paid), base::dollars(fee.due));
}

std::string free_sentence(const PaidForNothing& free) {
  return fmt::format(
      "By the law found for {} the recount is free of charge: {} was paid, and {} of it given "
      "back.",
      free.petitions, base::dollars(free.paid), base::dollars(free.refunded));
}

}  // namespace

std::string free_by(const std::vector<AskedPetition>& petitions, std::int64_t precincts) {
  std::vector<std::string> free;
  for (const AskedPetition& petition : petitions) {
    if (petition.stage == AskedStage::Refused || petition.stage == AskedStage::Withdrawn) continue;
    if (petition.stage != AskedStage::Accepted || !petition.is_free) return {};
    free.push_back(petition.id);
  }
  if (free.empty() || precincts > 0) return {};
  return fmt::format("{} {}", free.size() == 1 ? "petition" : "petitions", fmt::join(free, ", "));
}

std::vector<std::string> sentences_of(const CountGrounds& grounds) {
  std::vector<std::string> sentences;
  const bool is_asked = grounds.by_the_law || grounds.precincts > 0 || !grounds.orders.empty() ||
                        std::ranges::any_of(grounds.petitions, asks);
  if (grounds.is_counted && !is_asked) sentences.push_back(groundless_sentence(grounds));
  for (const AskedPetition& petition : grounds.petitions) {
    if (!grounds.is_counted || !is_asked || petition.stage != AskedStage::NotRuled) continue;
    sentences.push_back(fmt::format("Petition {} was filed, and nobody ruled on it.", petition.id));
  }
  for (const AskedPetition& petition : grounds.petitions) {
    if (petition.against_the_law) sentences.push_back(against_sentence(petition));
  }
  if (grounds.fee && grounds.fee->paid < grounds.fee->due) {
    sentences.push_back(fee_sentence(*grounds.fee));
  }
  if (grounds.free_of_charge && grounds.free_of_charge->paid > base::UsdCents(0)) {
    sentences.push_back(free_sentence(*grounds.free_of_charge));
  }
  if (grounds.not_recorded && grounds.is_counted && (!is_asked || grounds.first_counts > 0)) {
    sentences.push_back(
        fmt::format("{}at the figures reported ({}; {}), and nobody recorded it: {}.", kLawOrders,
                    grounds.not_recorded->words, grounds.not_recorded->citation,
                    grounds.first_counts == 0
                        ? std::string("no trigger.record")
                        : base::counted(grounds.first_counts, "unit was not counted again",
                                        "units were not counted again")));
  }
  if (grounds.stage_due && grounds.stage_due->by_machine > 0) {
    sentences.push_back(
        fmt::format("{}at the figures counted ({}; {}), and {} counted by machine alone.",
                    kLawStage, grounds.stage_due->words, grounds.stage_due->citation,
                    base::counted(grounds.stage_due->by_machine, "unit was", "units were")));
  }
  if (grounds.stage_named) {
    sentences.push_back(fmt::format("{}{} ({}). Nothing was entered that was counted by hand.",
                                    kLawNames, grounds.stage_named->words,
                                    grounds.stage_named->citation));
  }
  if (grounds.other_law_day && grounds.is_counted) {
    sentences.push_back(fmt::format("The law in force on {} was asked, and the election was on {}.",
                                    grounds.other_law_day->law_day,
                                    grounds.other_law_day->election_day));
  }
  return sentences;
}

std::optional<OtherLawDay> other_law_day(base::Date law_day, base::Date election_day) {
  constexpr std::int64_t kYear = 366;
  const std::int64_t days = base::days_between(election_day, law_day);
  if (days <= kYear && days >= -kYear) return std::nullopt;
  return OtherLawDay{law_day.text(), election_day.text()};
}

}  // namespace recanvass::recount
