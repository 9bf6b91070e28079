#include "query/literal/datetime_words.hpp"

#include <algorithm>
#include <array>

namespace ormc::query {
namespace {

constexpr auto of(Moment moment) -> int { return static_cast<int>(moment); }
constexpr auto of(Label label) -> int { return static_cast<int>(label); }

// Sorted by the words.
constexpr auto words = std::to_array<DateWordEntry>({
    {"-infinity", DateWord::moment, of(Moment::any)},
    {"ad", DateWord::era, 0},
    {"allballs", DateWord::moment, of(Moment::zero_hour)},
    {"am", DateWord::half_of_day, 0},
    {"apr", DateWord::month, 4},
    {"april", DateWord::month, 4},
    {"at", DateWord::filler, 0},
    {"aug", DateWord::month, 8},
    {"august", DateWord::month, 8},
    {"bc", DateWord::era, 1},
    {"d", DateWord::label, of(Label::day)},
    {"dec", DateWord::month, 12},
    {"december", DateWord::month, 12},
    {"dow", DateWord::label, of(Label::other)},
    {"doy", DateWord::label, of(Label::other)},
    {"dst", DateWord::daylight_time, 0},
    {"epoch", DateWord::moment, of(Moment::any)},
    {"feb", DateWord::month, 2},
    {"february", DateWord::month, 2},
    {"fri", DateWord::day_of_week, 5},
    {"friday", DateWord::day_of_week, 5},
    {"h", DateWord::label, of(Label::hour)},
    {"infinity", DateWord::moment, of(Moment::any)},
    {"isodow", DateWord::label, of(Label::other)},
    {"isoyear", DateWord::label, of(Label::other)},
    {"j", DateWord::label, of(Label::julian_day)},
    {"jan", DateWord::month, 1},
    {"january", DateWord::month, 1},
    {"jd", DateWord::label, of(Label::julian_day)},
    {"jul", DateWord::month, 7},
    {"julian", DateWord::label, of(Label::julian_day)},
    {"july", DateWord::month, 7},
    {"jun", DateWord::month, 6},
    {"june", DateWord::month, 6},
    {"m", DateWord::label, of(Label::month)},
    {"mar", DateWord::month, 3},
    {"march", DateWord::month, 3},
    {"may", DateWord::month, 5},
    {"mm", DateWord::label, of(Label::minute)},
    {"mon", DateWord::day_of_week, 1},
    {"monday", DateWord::day_of_week, 1},
    {"nov", DateWord::month, 11},
    {"november", DateWord::month, 11},
    {"now", DateWord::moment, of(Moment::now)},
    {"oct", DateWord::month, 10},
    {"october", DateWord::month, 10},
    {"on", DateWord::filler, 0},
    {"pm", DateWord::half_of_day, 1},
    {"s", DateWord::label, of(Label::second)},
    {"sat", DateWord::day_of_week, 6},
    {"saturday", DateWord::day_of_week, 6},
    {"sep", DateWord::month, 9},
    {"sept", DateWord::month, 9},
    {"september", DateWord::month, 9},
    {"sun", DateWord::day_of_week, 0},
    {"sunday", DateWord::day_of_week, 0},
    {"t", DateWord::time_follows, 0},
    {"thu", DateWord::day_of_week, 4},
    {"thur", DateWord::day_of_week, 4},
    {"thurs", DateWord::day_of_week, 4},
    {"thursday", DateWord::day_of_week, 4},
    {"today", DateWord::moment, of(Moment::day)},
    {"tomorrow", DateWord::moment, of(Moment::day)},
    {"tue", DateWord::day_of_week, 2},
    {"tues", DateWord::day_of_week, 2},
    {"tuesday", DateWord::day_of_week, 2},
    {"wed", DateWord::day_of_week, 3},
    {"wednesday", DateWord::day_of_week, 3},
    {"weds", DateWord::day_of_week, 3},
    {"y", DateWord::label, of(Label::year)},
    {"yesterday", DateWord::moment, of(Moment::day)},
});
static_assert(std::ranges::is_sorted(words, {}, &DateWordEntry::word));

}  // namespace

auto find_date_word(std::string_view word) -> const DateWordEntry* {
  const auto* const found = std::ranges::lower_bound(words, word, {}, &DateWordEntry::word);
  return found != words.end() && found->word == word ? found : nullptr;
}

}  // namespace ormc::query
