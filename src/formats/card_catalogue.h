// The names of a card store as the canonical JSON that stands in its file.
// Used by formats/card_file.h; docs/formats/card-store.md tells the members.
#pragma once

#include "election/card_store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

struct CardCatalogue {
  election::CardNames names;
  std::vector<election::RedactedRow> redacted;
};

[[nodiscard]] std::string card_catalogue(const election::CardStore& store);
/// No value when a member is missing or is not what it should be.
[[nodiscard]] std::optional<CardCatalogue> read_card_catalogue(std::string_view text);

}  // namespace recanvass::formats
