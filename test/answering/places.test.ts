import { describe, expect, it } from 'vitest';
import { bareName, createGazetteer, placeParts, placesSchema } from '../../src/answering/places.js';

const places = placesSchema.parse({
  provinces: [
    { name: '广东省', short: ['粤'], cities: ['广州市', '深圳市'] },
    { name: '吉林省', cities: ['延边朝鲜族自治州', '朝阳区'] },
    { name: '浙江省', short: ['浙江'], cities: ['杭州市'] },
  ],
  abroad: ['泰国'],
  ambiguous: ['朝阳'],
});
const gazetteer = createGazetteer(places, ['全国', '某市', '浙江省', '湖南省岳阳市屈原管理区', '上海市', '上海市某区']);

describe('the gazetteer', () => {
  it('takes a place before a topic as the place asked about', () => {
    expect(gazetteer.mentions('广州少儿医保多少钱')).toMatchObject([
      { said: '广州', role: 'asked', province: '广东省' },
    ]);
    expect(gazetteer.mentions('泰国医保怎么办')).toEqual([{ said: '泰国', role: 'asked' }]);
  });

  it('takes a place that someone goes to or lives in as visited', () => {
    expect(gazetteer.mentions('去广州带孙子要不要备案')).toMatchObject([{ said: '广州', role: 'visited' }]);
    expect(gazetteer.mentions('深圳打工生病了')).toMatchObject([{ said: '深圳', role: 'visited' }]);
  });

  it('finds the indexed rules of a part, a whole or a province', () => {
    expect(gazetteer.mentions('屈原追回多少')[0]?.indexed).toBe('湖南省岳阳市屈原管理区');
    expect(gazetteer.mentions('杭州居民医保啥时候交')[0]?.indexed).toBe('浙江省');
    expect(gazetteer.mentions('上海救护车能报吗')[0]?.indexed).toBe('上海市');
    expect(gazetteer.mentions('深圳能报吗')[0]?.indexed).toBeUndefined();
  });

  it('takes names that follow each other for one place, and the narrow one counts', () => {
    const twins = createGazetteer(placesSchema.parse({}), ['全国', '样例省甲市', '样例省乙市']);
    expect(twins.mentions('样例省甲市报多少')).toMatchObject([{ said: '样例省甲市', indexed: '样例省甲市' }]);
    expect(twins.mentions('乙市报多少')).toMatchObject([{ said: '乙市', indexed: '样例省乙市' }]);
  });

  it('hears all the cities of a province when only the province is named', () => {
    const twins = createGazetteer(placesSchema.parse({}), ['全国', '样例省甲市', '样例省乙市']);
    expect(twins.mentions('样例省报多少')).toMatchObject([{ said: '样例省', indexed: '样例省' }]);
  });

  it('leaves common words alone that are also names', () => {
    expect(gazetteer.mentions('朝阳产业')).toEqual([]);
  });

  it('shortens names without leaving one character', () => {
    expect(bareName('延边朝鲜族自治州')).toBe('延边');
    expect(bareName('屈原管理区')).toBe('屈原');
    expect(bareName('沙市')).toBe('沙市');
  });

  it('takes a full name apart', () => {
    expect(placeParts('湖南省岳阳市屈原管理区')).toEqual(['湖南省', '岳阳市', '屈原管理区']);
  });
});
