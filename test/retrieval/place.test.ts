import { describe, expect, it } from 'vitest';
import { placeLevels, placeMatches } from '../../src/retrieval/place.js';

describe('a place', () => {
  it('is read level by level', () => {
    expect(placeLevels('湖南省岳阳市屈原管理区')).toEqual(['湖南', '岳阳', '屈原管理']);
    expect(placeLevels('广西壮族自治区南宁市')).toEqual(['广西', '南宁']);
    expect(placeLevels('上海')).toEqual(['上海']);
  });

  it.each([
    ['湖南省', '湖南省岳阳市屈原管理区', true],
    ['上海市浦东新区', '上海市', true],
    ['全国', '上海市', true],
    ['', '上海市', true],
    ['湖南省长沙市', '湖南省岳阳市', false],
    ['河南省', '湖南省', false],
    ['天津市南开区', '南开区', true],
  ])('%s speaks to someone of %s: %s', (place, asked, matches) => {
    expect(placeMatches(place, asked)).toBe(matches);
  });

  it('is known to lie in its province where another text says so', () => {
    expect(placeMatches('湖南省', '岳阳市')).toBe(false);
    expect(placeMatches('湖南省', '岳阳市', ['湖南省岳阳市屈原管理区'])).toBe(true);
  });
});
