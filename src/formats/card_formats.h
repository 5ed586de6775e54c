// The formats that cards can be written in, by name: what `recanvass convert` and `recanvass
// generate` take. A new format is a writer of its own and a line in card_formats.cpp.
// Next: formats/card_writer.h. What formats are read: formats/card_detect.h.
#pragma once

#include "base/result.h"
#include "formats/card_writer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

enum class CardFormat : std::uint8_t {
  CardsCsv,
  MarksCsv,
  NistJson,
  NistXml,
  Unisyn,
  DominionJson,
  DominionCsv,
  ChoiceColumns,
  ChoiceWorkbook,
  ClearBallot,
  Hart,
  RaireText,
  RaireJson,
  RankCsv,
};

/// What a format's export is: one file, or a folder of files.
enum class ExportShape : std::uint8_t { File, Folder };

struct CardFormatAbout {
  CardFormat format;
  std::string_view name;   ///< "dominion-json"
  std::string_view words;  ///< "Dominion Democracy Suite, JSON"
  ExportShape shape;
  std::string_view file_name;  ///< of a file's export in a folder of several things
};

/// All of them, our own first.
[[nodiscard]] const std::vector<CardFormatAbout>& card_formats();
[[nodiscard]] const CardFormatAbout& about(CardFormat format);
[[nodiscard]] std::vector<std::string> card_format_names();
[[nodiscard]] std::optional<CardFormat> card_format_named(std::string_view name);

/// @param path  the file, or the folder, which exists and is empty
[[nodiscard]] std::unique_ptr<CardWriter> card_writer(CardFormat format,
                                                      const std::filesystem::path& path,
                                                      const std::string& election_name);

/// Makes a folder. Causes: file.folder (it holds something, or cannot be made).
[[nodiscard]] std::optional<base::Problem> make_empty_folder(const std::filesystem::path& folder);

/// Writes all cards of a store to a file or folder that is not there yet. After a failure none of
/// it is left. Causes: file.exists, file.folder, file.write, convert.no-ranking.
base::Result<WrittenCards> write_cards(const election::CardStore& store, CardFormat format,
                                       const std::filesystem::path& path,
                                       const std::string& election_name);

}  // namespace recanvass::formats
