#include "calibration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace licet::match {
namespace {

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : double(part) / double(whole);
}

constexpr double kLeft = 60, kTop = 20, kSide = 400;
double x_of(double permille) { return kLeft + kSide * permille / 1000; }
double y_of(double part) { return kTop + kSide * (1 - part); }

template <class... Values>
void draw(std::string& out, const char* format, Values... values) {
  std::array<char, 400> line{};
  std::snprintf(line.data(), line.size(), format, values...);
  out += line.data();
}

void draw_frame(std::string& out) {
  out +=
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 470\" "
      "font-family=\"sans-serif\" font-size=\"12\">\n"
      "<title>Share of pairs that are the same, by score</title>\n";
  for (int tenth = 0; tenth <= 10; tenth += 2) {
    draw(out, "<path d=\"M%.0f %.0fH%.0f\" stroke=\"#ddd\"/>", kLeft, y_of(tenth / 10.0),
         kLeft + kSide);
    draw(out, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">%.1f</text>", kLeft - 6,
         y_of(tenth / 10.0) + 4, tenth / 10.0);
    draw(out, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\">%d</text>\n", x_of(tenth * 100),
         kTop + kSide + 18, tenth * 100);
  }
  draw(out, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\">score</text>\n", x_of(500),
       kTop + kSide + 38);
  draw(out, "<path d=\"M%.0f %.0fV%.0f\" stroke=\"#b00\" stroke-dasharray=\"4 3\"/>\n", x_of(850),
       kTop, kTop + kSide);
}

}  // namespace

std::vector<Step> fitted(std::vector<Labelled> pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const Labelled& a, const Labelled& b) {
    return a.score_permille < b.score_permille;
  });
  std::vector<Step> steps;
  for (std::size_t i = 0; i < pairs.size();) {
    Step step{pairs[i].score_permille, 0, 0};
    double same = 0;
    for (; i < pairs.size() && pairs[i].score_permille == step.from_permille; ++i, ++step.pairs)
      same += pairs[i].same;
    step.share = same / double(step.pairs);
    while (!steps.empty() && steps.back().share >= step.share) {
      const Step& before = steps.back();
      const double all = double(before.pairs + step.pairs);
      step.share = (before.share * double(before.pairs) + step.share * double(step.pairs)) / all;
      step.pairs += before.pairs;
      step.from_permille = before.from_permille;
      steps.pop_back();
    }
    steps.push_back(step);
  }
  return steps;
}

double share_at(const std::vector<Step>& steps, int score_permille) {
  double out = steps.empty() ? 0 : steps.front().share;
  for (const Step& step : steps)
    if (step.from_permille <= score_permille) out = step.share;
  return out;
}

double brier(const std::vector<Step>& steps, const std::vector<Labelled>& pairs) {
  double sum = 0;
  for (const Labelled& pair : pairs)
    sum += std::pow(share_at(steps, pair.score_permille) - double(pair.same), 2);
  return pairs.empty() ? 0 : sum / double(pairs.size());
}

double AtThreshold::precision() const { return share(true_hits, true_hits + false_hits); }
double AtThreshold::recall() const { return share(true_hits, true_hits + misses); }
double AtThreshold::f1() const {
  return share(2 * true_hits, 2 * true_hits + false_hits + misses);
}

AtThreshold at_threshold(const std::vector<Labelled>& pairs, int threshold_permille) {
  AtThreshold out;
  for (const Labelled& pair : pairs) {
    const bool hit = pair.score_permille >= threshold_permille;
    ++(pair.same ? (hit ? out.true_hits : out.misses) : (hit ? out.false_hits : out.rejections));
  }
  return out;
}

std::vector<Band> bands_of(const std::vector<Labelled>& pairs) {
  static constexpr std::array kEdges = {0, 300, 500, 600, 700, 750, 800, 850, 900, 950, 1001};
  std::vector<Band> out;
  for (std::size_t i = 0; i + 1 < kEdges.size(); ++i) {
    Band band{kEdges[i], kEdges[i + 1], 0, 0, 0, 0};
    for (const Labelled& pair : pairs) {
      if (pair.score_permille < band.from_permille || pair.score_permille >= band.to_permille)
        continue;
      ++band.pairs;
      band.same += pair.same;
    }
    if (band.pairs == 0) continue;
    const double n = double(band.pairs), p = share(band.same, band.pairs), z = 1.96;
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    band.low = std::max(0.0, middle - half);
    band.high = std::min(1.0, middle + half);
    out.push_back(band);
  }
  return out;
}

std::string reliability_svg(const std::vector<Band>& bands, const std::vector<Step>& steps) {
  std::string out;
  draw_frame(out);
  out += "<path fill=\"none\" stroke=\"#06c\" d=\"";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double to = i + 1 < steps.size() ? steps[i + 1].from_permille : 1000;
    draw(out, "%c%.1f %.1fH%.1f", i == 0 ? 'M' : 'L', x_of(steps[i].from_permille),
         y_of(steps[i].share), x_of(to));
  }
  out += "\"/>\n";
  for (const Band& band : bands) {
    const double x = x_of((band.from_permille + std::min(band.to_permille, 1000)) / 2.0);
    draw(out, "<path d=\"M%.1f %.1fV%.1f\" stroke=\"#333\"/>", x, y_of(band.low), y_of(band.high));
    draw(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>\n", x,
         y_of(double(band.same) / double(band.pairs)));
  }
  return out + "</svg>\n";
}

}  // namespace licet::match
